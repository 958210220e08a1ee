/** One line of a corpus file as a document. */
import type { CorpusDocument } from '../../domain/corpus.js';
import { ResearchError } from '../../domain/errors.js';
import type { FileLine } from './file-lines.js';

/** Reads a line; undefined for a blank one. `at` names file and line. */
export type ReadCorpusLine = (line: FileLine, at: string) => CorpusDocument | undefined;

const longestId = 256;
const largestTokenId = 2 ** 31 - 1;

/** A line of plain text is a document, whole as it stands. */
export const readTextLine: ReadCorpusLine = (line, at) => {
  const text = decodeLine(line, at);
  return text.trim() === '' ? undefined : { id: lineId(line), text };
};

/** A line of JSON: {"id"?, "text"} or {"id"?, "tokenIds": [...]}; other fields are left out. */
export const readJsonLine: ReadCorpusLine = (line, at) => {
  const json = decodeLine(line, at);
  if (json.trim() === '') return undefined;
  const fields = parseObject(json, at);
  const id = parseId(fields.id, at) ?? lineId(line);
  if (fields.text !== undefined && fields.tokenIds !== undefined) throw invalid('It has both a text and tokenIds.', at);
  if (fields.tokenIds !== undefined) return { id, tokenIds: parseTokenIds(fields.tokenIds, at) };
  return { id, text: parseText(fields.text, at) };
};

/** The id of a document that has none of its own. */
function lineId({ number }: FileLine): string {
  return `line-${number}`;
}

function decodeLine({ bytes, number }: FileLine, at: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return number === 1 ? text.replace(/^\ufeff/, '') : text;
  } catch (cause) {
    throw new ResearchError('CORPUS_NOT_UTF8', 'The line is not UTF-8 text.', { at, cause });
  }
}

function parseObject(json: string, at: string): Readonly<Record<string, unknown>> {
  const parsed = parseJson(json, at);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw invalid(`It is not a JSON object: ${json.slice(0, 60)}`, at);
  }
  return parsed as Record<string, unknown>;
}

function parseJson(json: string, at: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new ResearchError('CORPUS_LINE_INVALID', `It is not JSON: ${json.slice(0, 60)}`, { at, cause });
  }
}

function parseId(id: unknown, at: string): string | undefined {
  if (id === undefined || id === null) return undefined;
  const text = typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : id;
  if (typeof text === 'string' && text.length >= 1 && text.length <= longestId) return text;
  throw invalid(`Its id is not a text of 1 to ${longestId} characters: ${JSON.stringify(id).slice(0, 60)}`, at);
}

function parseText(text: unknown, at: string): string {
  if (text === undefined) throw invalid('It has no text.', at);
  if (typeof text !== 'string') throw invalid(`Its text is not a string: ${JSON.stringify(text).slice(0, 60)}`, at);
  if (text === '') throw invalid('Its text is empty.', at);
  // JSON can spell half of a surrogate pair, which no UTF-8 text can hold.
  if (/\p{Surrogate}/u.test(text)) throw invalid('Its text holds half of a surrogate pair.', at);
  return text;
}

function parseTokenIds(tokenIds: unknown, at: string): number[] {
  if (!Array.isArray(tokenIds) || tokenIds.length === 0) throw invalid('Its tokenIds are not a list of ids.', at);
  const wrong: unknown = tokenIds.find((id) => !Number.isInteger(id) || id < 0 || id > largestTokenId);
  if (wrong === undefined) return tokenIds as number[];
  throw invalid(`Its tokenIds hold ${JSON.stringify(wrong)}, which is not a token id.`, at);
}

function invalid(message: string, at: string): ResearchError {
  return new ResearchError('CORPUS_LINE_INVALID', message, { at });
}
