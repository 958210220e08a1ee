/** The lines of a file as bytes, streamed, so that a file may be larger than memory. */
import { createReadStream } from 'node:fs';
import { ResearchError } from '../../domain/errors.js';

export interface FileLine {
  /** Counted from 1. */
  readonly number: number;
  /** Without the line's end (LF, or CR and LF). */
  readonly bytes: Uint8Array;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/** A string of more characters cannot be made by V8, and a document of this size is a mistake. */
const longestLineBytes = 256 * 2 ** 20;

/** Lines in order; the last needs no end. Throws FILE_NOT_FOUND, and CORPUS_LINE_INVALID for a line above 256 MiB. */
export async function* readLines(file: string): AsyncGenerator<FileLine> {
  let pending: Buffer[] = [];
  let number = 1;
  for await (const chunk of chunksOf(file)) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      pending.push(chunk.subarray(start, end));
      yield { number, bytes: joinLine(pending) };
      pending = [];
      start = end + 1;
      number++;
    }
    pending.push(chunk.subarray(start));
    refuseEndlessLine(pending, `${file}:${number}`);
  }
  const last = joinLine(pending);
  if (last.length > 0) yield { number, bytes: last };
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file);
  } catch (error) {
    throw new ResearchError('FILE_NOT_FOUND', `"${file}" cannot be read: ${messageOf(error)}.`, {
      at: 'file',
      cause: error,
    });
  }
}

function joinLine(parts: readonly Buffer[]): Uint8Array {
  const line = parts.length === 1 ? parts[0] : Buffer.concat(parts);
  return line.at(-1) === carriageReturn ? line.subarray(0, -1) : line;
}

function refuseEndlessLine(parts: readonly Buffer[], at: string): void {
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  if (bytes <= longestLineBytes) return;
  throw new ResearchError('CORPUS_LINE_INVALID', `A line is longer than ${longestLineBytes} bytes.`, { at });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
