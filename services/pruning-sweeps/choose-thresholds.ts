/** Frequencies to try as the bound above which features are removed, when nobody names any. */
import { findValley } from './find-valley.js';

const pointsWanted = 12;
/** How far below the last frequency before the valley the curve begins, as a factor. */
const belowValley = 3;

export interface ChosenThresholds {
  /** Ascending; the last is the largest frequency, above which there is nothing to remove. */
  readonly thresholds: readonly number[];
  readonly valley: number | null;
}

/**
 * Evenly in the logarithm, from below the valley, or from the median where there is none, up to the largest frequency; the valley
 * is one of them. No two remove the same features.
 *
 * @param frequencies of all features; those that never fire decide nothing
 */
export function chooseThresholds(frequencies: readonly number[]): ChosenThresholds {
  const firing = frequencies.filter((frequency) => frequency > 0).sort((a, b) => a - b);
  const valley = findValley(firing);
  if (firing.length === 0) return { thresholds: [0], valley };
  const highest = firing[firing.length - 1];
  const start = valley === null ? firing[firing.length >> 1] : lastAtMost(firing, valley) / belowValley;
  const points = logSpaced(Math.max(firing[0], start), highest, valley === null ? pointsWanted : pointsWanted - 1);
  const distinct = new Set(points.map((point) => lastAtMost(firing, point)));
  if (valley === null) return { thresholds: ascending(distinct), valley };
  distinct.delete(lastAtMost(firing, valley));
  return { thresholds: ascending([...distinct, valley]), valley };
}

/** The frequency of a feature that removes the same features when it is the bound: the largest that is not above it. */
function lastAtMost(firing: readonly number[], bound: number): number {
  return firing.findLast((frequency) => frequency <= bound) ?? firing[0];
}

/** Both ends are exact: the logarithm and back would miss them by a rounding. */
function logSpaced(from: number, to: number, count: number): number[] {
  const ratio = Math.log(to / from);
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return from;
    return i === count - 1 ? to : from * Math.exp((ratio * i) / (count - 1));
  });
}

function ascending(thresholds: Iterable<number>): number[] {
  return [...thresholds].sort((a, b) => a - b);
}
