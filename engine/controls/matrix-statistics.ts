/** Mean and standard deviation of a weight matrix, and whether it is a constant of the architecture instead. */
import { blocksOf } from './matrix-values.js';
import type { MatrixValues } from './matrix-values.js';

export interface MatrixStatistics {
  readonly mean: number;
  /** Of the population. */
  readonly standardDeviation: number;
  /** Number of different values; counted up to {@link mostConstants} + 1. */
  readonly differentValues: number;
}

/** A matrix of at most so many different values, such as a mask, a triangle of ones or a permutation, was not learnt. */
export const mostConstants = 3;

/** In float64, in two passes, in the order of the values. Infinite or NaN where a value is. */
export async function measureMatrix(values: MatrixValues): Promise<MatrixStatistics> {
  const different = new Set<number>();
  let sum = 0;
  for await (const { block } of blocksOf(values)) {
    for (const value of block) sum += value;
    addDifferent(different, block);
  }
  const mean = sum / values.count;
  let squares = 0;
  for await (const { block } of blocksOf(values)) {
    for (const value of block) squares += (value - mean) * (value - mean);
  }
  return { mean, standardDeviation: Math.sqrt(squares / values.count), differentValues: different.size };
}

function addDifferent(different: Set<number>, block: Float32Array): void {
  for (const value of block) {
    if (different.size > mostConstants) return;
    different.add(value);
  }
}
