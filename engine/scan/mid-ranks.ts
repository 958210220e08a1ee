/** Mid-ranks of scores most of which are the same zero, in whole numbers. */
import type { SortedFirings } from './part-rows.js';

/**
 * Writes, for each firing, twice the difference of its mid-rank from the mid-rank of the rows on which the feature is silent:
 * whole numbers, so that sums of them are exact and equal sums are ties.
 *
 * With k firings on N rows, of which P are positive, and A the sum of these numbers over the positive rows less P * k, the AUROC
 * is 1/2 + A / (2 P (N - P)): the Mann-Whitney statistic with mid-ranks (Hanley and McNeil 1982), where sums of ranks of rows
 * on which the feature is silent cancel.
 */
export function writeDoubledRanks({ length, value_K }: SortedFirings, rows: number, rank_K: Float64Array): void {
  const silent = rows - length;
  let to = 0;
  for (let from = 0; from < length; from = to) {
    while (to < length && value_K[to] === value_K[from]) to++;
    // The ranks are silent + from + 1 to silent + to; the silent rows have (silent + 1) / 2.
    for (let k = from; k < to; k++) rank_K[k] = silent + from + to;
  }
}
