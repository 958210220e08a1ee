/** The content of a corpus: one JSON object a line, `{"id":...,"text":...}` or `{"id":...,"tokenIds":[...]}`. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { CorpusDocument } from '../../domain/corpus.js';
import { CheckedWriter } from '../files/checked-writer.js';
import { corrupt, toStoreFailure } from '../files/store-failure.js';

const fix = 'Import the corpus again.';
const newline = 10;

/** Writes the documents, and returns the SHA-256 of the bytes of the file, which is the digest of the corpus, and their number. */
export async function writeCorpusFile(
  path: string,
  documents: AsyncIterable<CorpusDocument>,
): Promise<{ readonly digest: string; readonly documents: number }> {
  const writer = await CheckedWriter.create(path);
  const hash = createHash('sha256');
  let count = 0;
  try {
    for await (const document of documents) {
      const line = Buffer.from(`${JSON.stringify(canonical(document))}\n`);
      hash.update(line);
      await writer.write(line);
      count++;
    }
    await writer.finish();
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  return { digest: hash.digest('hex'), documents: count };
}

/** Throws STORE_CORRUPT, with the line, for what the store did not write. */
export async function* readCorpusFile(path: string): AsyncGenerator<CorpusDocument> {
  let number = 0;
  for await (const line of linesOf(path)) yield parseDocument(line, `${path}:${++number}`);
}

/** Equal documents give equal lines: other properties, and their order, do not count. */
function canonical(document: CorpusDocument): CorpusDocument {
  const { id } = document;
  return 'text' in document ? { id, text: document.text } : { id, tokenIds: [...document.tokenIds] };
}

function parseDocument(line: Buffer, at: string): CorpusDocument {
  try {
    return JSON.parse(line.toString('utf8')) as CorpusDocument;
  } catch {
    throw corrupt(at, 'The line is damaged.', fix);
  }
}

/** Not by `readline`: it also breaks lines at U+2028, which JSON leaves as it is. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  for await (const chunk of chunksOf(path)) {
    let from = 0;
    for (let to = chunk.indexOf(newline); to >= 0; to = chunk.indexOf(newline, from)) {
      pieces.push(chunk.subarray(from, to));
      yield pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
      pieces = [];
      from = to + 1;
    }
    if (from < chunk.length) pieces.push(chunk.subarray(from));
  }
  if (pieces.length > 0) throw corrupt(path, 'The last line is cut off.', fix);
}

async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) yield chunk as Buffer;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw corrupt(path, 'The corpus is missing.', fix);
    throw toStoreFailure(error, path);
  }
}
