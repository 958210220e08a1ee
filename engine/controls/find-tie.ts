/** Finds out whether a projection is a copy of an embedding: exporters write tied weights twice, one of them transposed. */
import { bytesOf } from '../bytes-of.js';
import { blockValues } from './matrix-values.js';
import type { MatrixValues } from './matrix-values.js';

/** A matrix, row-major. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: MatrixValues;
}

export type Tie = 'same' | 'transposed';

/** How `other` copies the matrix, bit for bit; undefined when it does not. */
export async function findTie(matrix: Matrix, other: Matrix): Promise<Tie | undefined> {
  if (other.rows === matrix.rows && other.columns === matrix.columns && (await isSame(matrix, other))) return 'same';
  if (other.rows !== matrix.columns || other.columns !== matrix.rows) return undefined;
  return (await isTransposed(matrix, other)) ? 'transposed' : undefined;
}

async function isSame(matrix: Matrix, other: Matrix): Promise<boolean> {
  for (const { firstRow, rows } of bandsOf(matrix)) {
    const [mine, its] = [await readRows(matrix, firstRow, rows), await readRows(other, firstRow, rows)];
    if (Buffer.compare(bytesOf(mine), bytesOf(its)) !== 0) return false;
  }
  return true;
}

/** A band of rows of the one is a band of columns of the other, whose rows are read a piece each. */
async function isTransposed(matrix: Matrix, other: Matrix): Promise<boolean> {
  for (const { firstRow, rows } of bandsOf(matrix)) {
    const band = await readRows(matrix, firstRow, rows);
    const piece = new Float32Array(rows);
    for (let column = 0; column < matrix.columns; column++) {
      await other.values.readInto(piece, column * other.columns + firstRow);
      for (let row = 0; row < rows; row++) if (piece[row] !== band[row * matrix.columns + column]) return false;
    }
  }
  return true;
}

function* bandsOf({ rows, columns }: Matrix): Generator<{ readonly firstRow: number; readonly rows: number }> {
  const step = Math.max(1, Math.floor(blockValues / columns));
  for (let firstRow = 0; firstRow < rows; firstRow += step) yield { firstRow, rows: Math.min(step, rows - firstRow) };
}

async function readRows({ columns, values }: Matrix, firstRow: number, rows: number): Promise<Float32Array> {
  const block = new Float32Array(rows * columns);
  await values.readInto(block, firstRow * columns);
  return block;
}
