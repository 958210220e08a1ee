/** Brings a symmetric matrix into tridiagonal form by reflections. */
import type { Pause } from './pause.js';

/** x becomes x - 2 (v·x) v for the unit vector v, whose coordinates before `from` are 0. */
export interface Reflection {
  readonly from: number;
  readonly unit: Float64Array;
}

export interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** Entry n is beside rows n and n + 1; the last one is 0. */
  readonly beside: Float64Array;
  /** matrix = R1 R2 ... T ... R2 R1. */
  readonly reflections: readonly Reflection[];
}

export function reflect(vector_N: Float64Array, { from, unit }: Reflection): void {
  let product = 0;
  for (let n = 0; n < unit.length; n++) product += unit[n] * vector_N[from + n];
  for (let n = 0; n < unit.length; n++) vector_N[from + n] -= 2 * product * unit[n];
}

/** @param matrix_NN overwritten */
export async function tridiagonalise(matrix_NN: Float64Array, size: number, pause: Pause): Promise<Tridiagonal> {
  const [diagonal, beside] = [new Float64Array(size), new Float64Array(size)];
  const reflections: Reflection[] = [];
  for (let n = 0; n < size; n++) {
    diagonal[n] = matrix_NN[n * size + n];
    if (n === size - 1) break;
    const column = matrix_NN.slice(n * size + n + 1, (n + 1) * size);
    const [unit, length] = reflectionOf(column);
    beside[n] = length;
    if (unit === undefined) continue;
    reflections.push({ from: n + 1, unit });
    reflectBothSides(matrix_NN, size, { from: n + 1, unit });
    await pause();
  }
  return { diagonal, beside, reflections };
}

/** What turns the vector into the first coordinate alone, and what that becomes. */
function reflectionOf(vector: Float64Array): [unit: Float64Array | undefined, length: number] {
  const behind = normOf(vector.subarray(1));
  if (behind === 0) return [undefined, vector[0]];
  const length = Math.hypot(vector[0], behind) * (vector[0] > 0 ? -1 : 1);
  const unit = vector.slice();
  unit[0] -= length;
  const norm = Math.hypot(unit[0], behind);
  return [unit.map((value) => value / norm), length];
}

function normOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

/** Of the part of the matrix behind `from`: A - 2 v w' - 2 w v' with w = A v - (v' A v) v. */
function reflectBothSides(matrix_NN: Float64Array, size: number, { from, unit }: Reflection): void {
  const product = unit.map((_, row) => {
    let sum = 0;
    const start = (from + row) * size + from;
    for (let n = 0; n < unit.length; n++) sum += matrix_NN[start + n] * unit[n];
    return sum;
  });
  const along = product.reduce((sum, value, n) => sum + value * unit[n], 0);
  const other = product.map((value, n) => value - along * unit[n]);
  for (let row = 0; row < unit.length; row++) {
    const start = (from + row) * size + from;
    const [a, b] = [2 * unit[row], 2 * other[row]];
    for (let n = 0; n < unit.length; n++) matrix_NN[start + n] -= a * other[n] + b * unit[n];
  }
}
