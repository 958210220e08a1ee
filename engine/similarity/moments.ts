/** Mean and covariance of vectors, and random vectors that have them. */
import type { MatrixProducts } from './matrix-products.js';

export interface Moments {
  readonly mean_D: Float64Array;
  /** Lower triangle L with L·Lᵀ = the covariance; [D, D] row-major. */
  readonly factor_DD: Float32Array;
}

const rowsAtOnce = 2048;
/** Relative to the largest variance; below it, a direction counts as one in which the vectors do not vary. */
const leastPivot = 1e-7;

/** The covariance divides by N: it is that of drawing one of the vectors. */
export async function momentsOf(vector_ND: Float32Array, width: number, products: MatrixProducts): Promise<Moments> {
  const count = vector_ND.length / width;
  const mean_D = new Float64Array(width);
  for (let n = 0; n < vector_ND.length; n++) mean_D[n % width] += vector_ND[n] / count;
  const covariance_DD = new Float64Array(width * width);
  for (let first = 0; first < count; first += rowsAtOnce) {
    const rows_ND = vector_ND.subarray(first * width, (first + rowsAtOnce) * width);
    const centred_DN = centredColumns(rows_ND, mean_D);
    const product_DD = await products.multiply(centred_DN, centred_DN, rows_ND.length / width);
    product_DD.forEach((product, at) => (covariance_DD[at] += product / count));
  }
  return { mean_D, factor_DD: Float32Array.from(choleskyFactor(covariance_DD, width)) };
}

function centredColumns(rows_ND: Float32Array, mean_D: Float64Array): Float32Array {
  const width = mean_D.length;
  const rows = rows_ND.length / width;
  const centred_DN = new Float32Array(rows_ND.length);
  for (let n = 0; n < rows; n++)
    for (let d = 0; d < width; d++) centred_DN[d * rows + n] = rows_ND[n * width + d] - mean_D[d];
  return centred_DN;
}

/** L with L·Lᵀ = A for a symmetric A without negative eigenvalues; directions without variance are left out. */
export function choleskyFactor(a_DD: Float64Array, width: number): Float64Array {
  const factor_DD = new Float64Array(width * width);
  let largest = 0;
  for (let d = 0; d < width; d++) largest = Math.max(largest, a_DD[d * width + d]);
  for (let column = 0; column < width; column++) {
    const pivot = remainder(a_DD, factor_DD, { width, row: column, column });
    if (pivot <= leastPivot * largest) continue;
    const root = Math.sqrt(pivot);
    for (let row = column; row < width; row++)
      factor_DD[row * width + column] = remainder(a_DD, factor_DD, { width, row, column }) / root;
  }
  return factor_DD;
}

interface Entry {
  readonly width: number;
  readonly row: number;
  readonly column: number;
}

/** What the columns of the factor before this one leave of an entry. */
function remainder(a_DD: Float64Array, factor_DD: Float64Array, { width, row, column }: Entry): number {
  let rest = a_DD[row * width + column];
  for (let k = 0; k < column; k++) rest -= factor_DD[row * width + k] * factor_DD[column * width + k];
  return rest;
}

/** Turns independent normal numbers into vectors with the moments; in place. */
export async function giveMoments(
  normal_ND: Float32Array,
  { mean_D, factor_DD }: Moments,
  products: MatrixProducts,
): Promise<void> {
  const width = mean_D.length;
  for (let first = 0; first < normal_ND.length; first += rowsAtOnce * width) {
    const rows_ND = normal_ND.subarray(first, first + rowsAtOnce * width);
    rows_ND.set(await products.multiply(rows_ND, factor_DD, width));
    for (let n = 0; n < rows_ND.length; n++) rows_ND[n] += mean_D[n % width];
  }
}
