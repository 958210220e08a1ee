/** Firings as a table. */
import type { SparseActivations } from '../../engine/index.js';

/** Activation by row and feature, as "row/feature". */
export function toTable({ row_N, feature_N, activation_N }: SparseActivations): Map<string, number> {
  return new Map(Array.from(row_N, (row, n) => [`${row}/${feature_N[n]}`, activation_N[n]]));
}
