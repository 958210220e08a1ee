/** Intervals of statistics for which there is no formula, by drawing whole groups of rows again and again. */
import { createRandom } from '../../domain/seeded-random.js';
import { intervalLevel } from './wilson.js';

export const bootstrapDraws = 1000;

export interface BootstrapInput {
  /** Number of the group of each row, from 0 without gaps. */
  readonly group_N: Uint32Array;
  readonly seed: number;
}

/** Bounds; `low` equals `high` where no draw differs from another. */
export interface BootstrapBounds {
  readonly low: number;
  readonly high: number;
}

/**
 * The 2.5th and 97.5th percentile of a statistic over 1000 draws of as many groups as there are, with replacement. The statistic
 * is given how often each row was drawn; draws for which it is NaN are left out. NaN bounds where it is NaN for all.
 *
 * @source percentile bootstrap of clusters: Davison and Hinkley, Bootstrap Methods and their Application (1997), 3.8
 */
export function bootstrapGroups(
  { group_N, seed }: BootstrapInput,
  statistic: (drawn_N: Uint32Array) => number,
): BootstrapBounds {
  const groups = group_N.reduce((most, group) => Math.max(most, group + 1), 0);
  const random = createRandom(seed);
  const values: number[] = [];
  for (let draw = 0; draw < bootstrapDraws; draw++) {
    const times_G = new Uint32Array(groups);
    for (let i = 0; i < groups; i++) times_G[Math.floor(random() * groups)]++;
    const value = statistic(group_N.map((group) => times_G[group]));
    if (!Number.isNaN(value)) values.push(value);
  }
  const sorted = Float64Array.from(values).sort();
  return { low: quantile(sorted, (1 - intervalLevel) / 2), high: quantile(sorted, (1 + intervalLevel) / 2) };
}

/**
 * Of ascending values; NaN without any.
 *
 * @source linear interpolation between order statistics, type 7 of Hyndman and Fan (1996), as numpy.quantile
 */
export function quantile(sorted_N: Float64Array, share: number): number {
  if (sorted_N.length === 0) return NaN;
  const place = share * (sorted_N.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted_N.length - 1);
  return sorted_N[below] + (place - below) * (sorted_N[above] - sorted_N[below]);
}
