/**
 * Unit rows as 8-bit integers, block by block on one scale, with a bound on what that loses.
 *
 * With x̃ = scale · code, the product of two unit rows differs from that of their codes by
 * |x·y - x̃·ỹ| <= |x - x̃||y| + |x̃||y - ỹ| (Cauchy and Schwarz).
 */
import { blockRows } from './matrix-products.js';
import { rowAt } from './matrix-row.js';
import type { MatrixRow } from './matrix-row.js';
import type { UnitRows } from './unit-rows.js';

/** The scale of the codes of every block, and the largest |x - x̃| in it. */
export interface BlockScales {
  readonly scale_B: Float64Array;
  readonly error_B: Float64Array;
}

export interface RowCodes extends BlockScales {
  /** Rows of the last block that do not exist stand for 0. */
  readonly code_ND: Uint8Array;
}

export interface ColumnCodes extends BlockScales {
  /** One [D, M] matrix a tile; M is `tileColumns`, or less in the last one. */
  readonly tiles: readonly Int8Array[];
}

/** An odd number of blocks: at a power of two, the columns of a tile would compete for the same lines of the cache. */
export const tileColumns = 33 * blockRows;

/**
 * Where a CPU has no dot product of bytes, the sum of two products of an unsigned and a signed byte is saturated at 2^15:
 * 2 · 255 · 64 is below that, so the products are exact everywhere.
 */
const rowLevels = 127;
const columnLevels = 64;
const codeOfZero = 128;

export function toRowCodes(rows: UnitRows): RowCodes {
  const { width } = rows;
  const scales = createScales(rows.count);
  const code_ND = new Uint8Array(scales.scale_B.length * blockRows * width).fill(codeOfZero);
  quantise(rows, { ...scales, levels: rowLevels }, (row, code_D) => {
    const start = row * width;
    for (let d = 0; d < width; d++) code_ND[start + d] = code_D[d] + codeOfZero;
  });
  return { ...scales, code_ND };
}

export function toColumnCodes(rows: UnitRows): ColumnCodes {
  const { width } = rows;
  const scales = createScales(rows.count);
  const padded = scales.scale_B.length * blockRows;
  const tiles: Int8Array[] = [];
  for (let first = 0; first < padded; first += tileColumns)
    tiles.push(new Int8Array(Math.min(tileColumns, padded - first) * width));
  quantise(rows, { ...scales, levels: columnLevels }, (row, code_D) => {
    const tile = tiles[Math.floor(row / tileColumns)];
    const columns = tile.length / width;
    for (let d = 0, at = row % tileColumns; d < width; d++, at += columns) tile[at] = code_D[d];
  });
  return { ...scales, tiles };
}

function createScales(count: number): BlockScales {
  const blocks = Math.ceil(count / blockRows);
  return { scale_B: new Float64Array(blocks), error_B: new Float64Array(blocks) };
}

interface Levels extends BlockScales {
  readonly levels: number;
}

function quantise(
  { unit_ND, peak_N, count, width }: UnitRows,
  { scale_B, error_B, levels }: Levels,
  put: (row: number, code_D: Int8Array) => void,
): void {
  const code_D = new Int8Array(width);
  for (let row = 0; row < count; row++) {
    const block = Math.floor(row / blockRows);
    // Peaks fall from row to row, so the first row of a block has its largest.
    if (row % blockRows === 0) scale_B[block] = peak_N[row] / levels;
    const error = quantiseRow(rowAt(unit_ND, row, width), scale_B[block], code_D);
    error_B[block] = Math.max(error_B[block], error);
    put(row, code_D);
  }
}

/** Fills the codes and returns the length of what they lose. */
function quantiseRow({ matrix, start, width }: MatrixRow, scale: number, code_D: Int8Array): number {
  const perScale = 1 / scale;
  let squares = 0;
  for (let d = 0; d < width; d++) {
    const component = matrix[start + d];
    // Rounds like Math.round, which is several times slower: what is cut off is positive.
    const code = ((component * perScale + 128.5) | 0) - 128;
    const lost = component - scale * code;
    squares += lost * lost;
    code_D[d] = code;
  }
  return Math.sqrt(squares);
}
