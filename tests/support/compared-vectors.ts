/** Vectors to compare, and what comparing every pair in float64 says about them. */
import { createRandom } from '../../domain/seeded-random.js';

/** Components between -1 and 1. */
export function randomVectors(count: number, width: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: count * width }, () => 2 * random() - 1);
}

export interface BestByBruteForce {
  readonly cosine: number;
  /** Row of the other matrix; among equals the first. */
  readonly row: number;
  /** How much worse the second best is. */
  readonly gap: number;
}

/** For every row of `a` the best row of `b`; a row of length 0 has the cosine 0 with every other. */
export function bestByBruteForce(a_ND: Float32Array, b_MD: Float32Array, width: number): BestByBruteForce[] {
  const rowsOf = (matrix: Float32Array): Float32Array[] =>
    Array.from({ length: matrix.length / width }, (_, row) => matrix.subarray(row * width, (row + 1) * width));
  const others = rowsOf(b_MD);
  return rowsOf(a_ND).map((vector) => {
    const cosines = others.map((other) => cosine64(vector, other));
    const best = Math.max(...cosines);
    const row = cosines.indexOf(best);
    return { cosine: best, row, gap: best - Math.max(...cosines.filter((_, at) => at !== row)) };
  });
}

export function cosine64(a_D: Float32Array, b_D: Float32Array): number {
  let [product, squareOfA, squareOfB] = [0, 0, 0];
  for (let d = 0; d < a_D.length; d++) {
    product += a_D[d] * b_D[d];
    squareOfA += a_D[d] ** 2;
    squareOfB += b_D[d] ** 2;
  }
  return squareOfA === 0 || squareOfB === 0 ? 0 : product / Math.sqrt(squareOfA * squareOfB);
}
