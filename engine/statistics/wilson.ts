/** Intervals of a share of rows. */
import type { Estimate } from '../../domain/estimate.js';
import { normalQuantile } from '../controls/normal-quantile.js';

/** The level of every interval, unless it is one of several that hold at once. */
export const intervalLevel = 0.95;

/** Share of n rows with its interval, `level` from 0 to 1. Without rows the share is NaN and the interval from 0 to 1. */
export function wilson(successes: number, n: number, level = intervalLevel): Estimate {
  const share = successes / n;
  return { value: share, ...wilsonBounds(share, n, level), method: 'Wilson', n };
}

/**
 * Bounds of a share that was seen in n rows; both contain it, and stay within 0 and 1.
 *
 * @source E. B. Wilson, JASA 22 (1927), without continuity correction, as
 * statsmodels.stats.proportion.proportion_confint(method="wilson")
 */
export function wilsonBounds(share: number, n: number, level = intervalLevel): { low: number; high: number } {
  if (n === 0) return { low: 0, high: 1 };
  const z = normalQuantile((1 + level) / 2);
  const shrink = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / shrink;
  const half = (z / shrink) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  // Rounding may put a bound a bit beyond a share of 0 or 1.
  return { low: Math.max(0, Math.min(share, centre - half)), high: Math.min(1, Math.max(share, centre + half)) };
}
