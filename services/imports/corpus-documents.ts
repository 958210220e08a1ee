/** The documents of a corpus file, in order, each with an id of its own. */
import { extname } from 'node:path';
import type { CorpusDocument } from '../../domain/corpus.js';
import { ResearchError } from '../../domain/errors.js';
import { readJsonLine, readTextLine } from './corpus-line.js';
import { readLines } from './file-lines.js';

/**
 * Streams a file of JSON Lines or, when its name ends in `.txt`, of plain text, a document a line. Blank lines are
 * skipped; a document without an id is called after its line: `line-17`. Throws CORPUS_LINE_INVALID and CORPUS_NOT_UTF8
 * at the first bad line, CORPUS_EMPTY after the last when there was none, FILE_NOT_FOUND when the file cannot be read.
 */
export async function* readCorpusDocuments(file: string): AsyncGenerator<CorpusDocument> {
  const readLine = extname(file).toLowerCase() === '.txt' ? readTextLine : readJsonLine;
  const lineOfId = new Map<string, number>();
  for await (const line of readLines(file)) {
    const at = `${file}:${line.number}`;
    const document = readLine(line, at);
    if (document === undefined) continue;
    const earlier = lineOfId.get(document.id);
    if (earlier !== undefined) throw duplicateId(document.id, earlier, at);
    lineOfId.set(document.id, line.number);
    yield document;
  }
  if (lineOfId.size === 0) throw new ResearchError('CORPUS_EMPTY', `"${file}" holds no document.`, { at: 'file' });
}

function duplicateId(id: string, line: number, at: string): ResearchError {
  return new ResearchError('CORPUS_LINE_INVALID', `Its id "${id}" is that of line ${line}.`, { at });
}
