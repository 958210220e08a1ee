/** The content of a data set from whatever it is given as. */
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import type { ColumnMap, DatasetContent } from '../../domain/dataset.js';
import { ResearchError } from '../../domain/errors.js';
import type { DatasetSource } from '../services.js';
import { readCsvTable } from './csv-table.js';
import { collectRows, columnsOf, rowsOfTable } from './dataset-rows.js';
import { readGivenRows } from './given-rows.js';
import { readJsonlTable } from './jsonl-table.js';

type TextSource = Extract<DatasetSource, { readonly kind: 'csv' | 'jsonl' }>;
type FileSource = Extract<DatasetSource, { readonly kind: 'file' }>;

/** Below the longest string of V8, and far above what anybody labels. */
const mostBytes = 256 * 2 ** 20;
const lineFeed = 0x0a;

/** Throws what its parts throw, and FILE_NOT_FOUND and DATASET_TOO_LARGE for a file. */
export async function readContent(source: DatasetSource): Promise<DatasetContent> {
  if (source.kind === 'rows') return readGivenRows(source.rows);
  if (source.kind === 'file') return readTable(await readFileSource(source), source.file);
  return readTable(source, source.kind);
}

function readTable({ kind, text, columns }: TextSource, at: string): DatasetContent {
  const readRows = kind === 'csv' ? readCsvTable : readJsonlTable;
  const table = readRows(text, columnsOf(columns), at);
  return { groupColumns: columns.groups, rows: collectRows(rowsOfTable(table, columns), at) };
}

async function readFileSource({ file, columns }: FileSource): Promise<TextSource> {
  return { kind: kindOf(file, columns), text: decode(await readBytes(file), file), columns };
}

function kindOf(file: string, columns: ColumnMap): TextSource['kind'] {
  columnsOf(columns);
  const ending = extname(file).toLowerCase();
  if (ending === '.csv') return 'csv';
  if (ending === '.jsonl') return 'jsonl';
  const message = `The name of "${file}" ends neither in .csv nor in .jsonl.`;
  throw new ResearchError('ARGUMENT_INVALID', message, { at: 'file', fix: 'Give a CSV file or a file of JSON Lines.' });
}

async function readBytes(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(file)) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > mostBytes)
      throw new ResearchError('DATASET_TOO_LARGE', `"${file}" has more than ${mostBytes} bytes.`, { at: 'file' });
  }
  return Buffer.concat(chunks);
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file, { highWaterMark: 2 ** 20 });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ResearchError('FILE_NOT_FOUND', `"${file}" cannot be read: ${reason}.`, { at: 'file', cause });
  }
}

function decode(bytes: Buffer, file: string): string {
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  throw new ResearchError('DATASET_FILE_INVALID', 'The line is not UTF-8 text.', {
    at: `${file}:${lineNotUtf8(bytes)}`,
  });
}

/** Counted from 1. No character of several bytes holds a line feed, so that every line can be looked at alone. */
function lineNotUtf8(bytes: Buffer): number {
  let [line, from] = [1, 0];
  for (let end = bytes.indexOf(lineFeed); end >= 0 && isUtf8(bytes.subarray(from, end)); line++) {
    from = end + 1;
    end = bytes.indexOf(lineFeed, from);
  }
  return line;
}
