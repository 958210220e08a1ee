/** Columns of numbers as raw little-endian arrays in chunks, so that a damaged chunk is found by its CRC. */
import type { FeatureColumns } from '../store.js';
import { beginRecord, checkedContent, sealRecord } from './checked-record.js';
import { DamagedRecord } from './damaged-record.js';
import { snapshotCodecVersion } from './feature-records.js';

export const rowsAChunk = 8192;

type Column = Float64Array | Float32Array | Uint32Array;

/** Columns by name, in the order in which they are written. */
export const columnTypes = {
  firings_F: Float64Array,
  maxActivation_F: Float32Array,
  meanActivation_F: Float64Array,
  tokensFor90Percent_F: Uint32Array,
  topTokenShare_F: Float64Array,
} as const satisfies Record<keyof FeatureColumns, unknown>;

export type ColumnName = keyof typeof columnTypes;
export const columnNames = Object.keys(columnTypes) as ColumnName[];

/** One record a chunk. */
export function encodeColumn(column: Column): Buffer[] {
  const chunks: Buffer[] = [];
  for (let row = 0; row < column.length; row += rowsAChunk) {
    const rows = withOneNaN(column.slice(row, row + rowsAChunk));
    const bytes = new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
    chunks.push(sealRecord(beginRecord(snapshotCodecVersion).bytes(bytes)));
  }
  return chunks;
}

/** Copies the rows of a chunk into a column. Throws DamagedRecord. */
export function decodeChunkInto(column: Column, chunk: number, record: Uint8Array): void {
  const content = checkedContent(record, snapshotCodecVersion).subarray(1);
  const first = chunk * rowsAChunk;
  const rows = column.subarray(first, first + rowsAChunk);
  if (content.length !== rows.byteLength) throw new DamagedRecord(`it has ${content.length} bytes of rows`);
  new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength).set(content);
}

/** NaN has many bit patterns, and equal columns must give equal bytes. */
function withOneNaN<C extends Column>(rows: C): C {
  if (rows instanceof Uint32Array) return rows;
  const words = new Uint32Array(rows.buffer, rows.byteOffset, rows.byteLength / 4);
  const wordsARow = rows.BYTES_PER_ELEMENT / 4;
  rows.forEach((value, row) => {
    if (!Number.isNaN(value)) return;
    words.fill(0, row * wordsARow, (row + 1) * wordsARow);
    words[(row + 1) * wordsARow - 1] = wordsARow === 2 ? 0x7ff80000 : 0x7fc00000;
  });
  return rows;
}
