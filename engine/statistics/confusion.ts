/** Right and wrong answers by class, and the figures that are made of them. */
import type { Estimate } from '../../domain/estimate.js';
import { bootstrapDraws, bootstrapGroups, type BootstrapInput } from './bootstrap-groups.js';
import { wilson, wilsonBounds } from './wilson.js';

export interface Confusion {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
}

/** What was answered, and what is so, row by row: 1 or 0. */
export interface Answers {
  readonly answer_N: Uint8Array;
  readonly isPositive_N: Uint8Array;
}

/** @param times_N how often each row counts; once when left out */
export function countConfusion({ answer_N, isPositive_N }: Answers, times_N?: Uint32Array): Confusion {
  // Indexed by 2 * answer + truth.
  const counts = [0, 0, 0, 0];
  for (let row = 0; row < answer_N.length; row++) {
    counts[2 * answer_N[row] + isPositive_N[row]] += times_N === undefined ? 1 : times_N[row];
  }
  return {
    trueNegatives: counts[0],
    falseNegatives: counts[1],
    falsePositives: counts[2],
    truePositives: counts[3],
  };
}

export function accuracy(counts: Confusion): Estimate {
  const right = counts.truePositives + counts.trueNegatives;
  return wilson(right, right + counts.falsePositives + counts.falseNegatives);
}

export function truePositiveRate(counts: Confusion): Estimate {
  return wilson(counts.truePositives, counts.truePositives + counts.falseNegatives);
}

export function falsePositiveRate(counts: Confusion): Estimate {
  return wilson(counts.falsePositives, counts.falsePositives + counts.trueNegatives);
}

/**
 * Mean of the shares of positive and of negative rows that were answered rightly, as sklearn.metrics.balanced_accuracy_score.
 * NaN, from 0 to 1, without rows of a class.
 *
 * @source interval from those of the two shares: Zou and Donner, Statistics in Medicine 27 (2008), method of variance estimates
 * recovery for a sum
 */
export function balancedAccuracy(counts: Confusion): Estimate {
  const [positive, negative] = [truePositiveRate(counts), falsePositiveRate(counts)];
  const value = (positive.value + 1 - negative.value) / 2;
  const n = positive.n + negative.n;
  if (Number.isNaN(value)) return { value, low: 0, high: 1, method: 'Wilson, recovered variances', n };
  const down = Math.hypot(positive.value - positive.low, negative.high - negative.value) / 2;
  const up = Math.hypot(positive.high - positive.value, negative.value - negative.low) / 2;
  return { value, low: value - down, high: value + up, method: 'Wilson, recovered variances', n };
}

/**
 * Harmonic mean of precision and recall of the positive class, as sklearn.metrics.f1_score; NaN, from 0 to 1, where there are no
 * positive rows and no positive answers. Where all draws of the bootstrap agree, as with a perfect answer, the interval is that of
 * tp / (tp + fp + fn), of which F1 is an increasing function, as a share of the groups that have such rows.
 */
export function f1(answers: Answers, groups: BootstrapInput): Estimate {
  const counts = countConfusion(answers);
  const value = f1Of(counts);
  const n = answers.answer_N.length;
  const bounds = bootstrapGroups(groups, (drawn_N) => f1Of(countConfusion(answers, drawn_N)));
  if (bounds.low < bounds.high) {
    const method = `bootstrap of groups, ${String(bootstrapDraws)} draws`;
    // A few groups that are drawn anew may all be worse, or better, than together.
    return { value, low: Math.min(value, bounds.low), high: Math.max(value, bounds.high), method, n };
  }
  const rows = counts.truePositives + counts.falsePositives + counts.falseNegatives;
  const { low, high } = wilsonBounds(counts.truePositives / rows, groupsThatCount(answers, groups));
  return { value, low: f1OfJaccard(low), high: f1OfJaccard(high), method: 'Wilson of the Jaccard index', n };
}

/** Number of groups that F1 looks at: those with a row that is positive or was answered so. */
function groupsThatCount({ answer_N, isPositive_N }: Answers, { group_N }: BootstrapInput): number {
  return new Set(group_N.filter((_, row) => answer_N[row] + isPositive_N[row] > 0)).size;
}

function f1Of({ truePositives, falsePositives, falseNegatives }: Confusion): number {
  return (2 * truePositives) / (2 * truePositives + falsePositives + falseNegatives);
}

function f1OfJaccard(jaccard: number): number {
  return (2 * jaccard) / (1 + jaccard);
}
