/** Intervals of the shares of several groups that hold all at once. */
import type { Estimate } from '../../domain/estimate.js';
import { intervalLevel, wilson } from './wilson.js';

export interface ShareOfGroup {
  readonly successes: number;
  readonly rows: number;
}

/**
 * With the level that each of independent groups needs for all intervals to hold in 95 of 100 repetitions.
 *
 * @source Z. Šidák, JASA 62 (1967): the level to the power of 1 / groups; the intervals are Wilson's
 */
export function simultaneousWilson(groups: readonly ShareOfGroup[]): Estimate[] {
  const level = intervalLevel ** (1 / groups.length);
  const method = groups.length === 1 ? 'Wilson' : `Wilson, Šidák-adjusted for ${String(groups.length)} groups`;
  return groups.map(({ successes, rows }) => ({ ...wilson(successes, rows, level), method }));
}
