/** The area under the ROC curve with its interval. */
import type { Estimate } from '../../domain/estimate.js';
import { normalQuantile } from '../controls/normal-quantile.js';
import { midRanks } from './mid-ranks.js';
import { intervalLevel, wilsonBounds } from './wilson.js';

/** What the rows of one class scored against those of the other. */
interface Placements {
  /** For each row the share of the other class that it is ranked rightly against, a tie counting half. */
  readonly positive_N: Float64Array;
  readonly negative_N: Float64Array;
}

/**
 * The AUROC of scores, of which none is NaN; a NaN value with bounds 0 and 1 where a class has no rows.
 *
 * The interval is symmetric in the log-odds of the area, so that it stays within 0 and 1. Where the variance is 0 or not
 * defined (all pairs ranked rightly, all wrongly, all tied, or one row of a class) it is Wilson's for a share that was seen in as
 * many rows as the smaller class has: a perfect ranking of few rows is not a certain one.
 *
 * @source variance: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988), by mid-ranks as Sun and Xu, IEEE Signal Processing
 * Letters 21 (2014); log-odds: Pepe, The Statistical Evaluation of Medical Tests (2003), 5.2
 */
export function delong(score_N: Float64Array, isPositive_N: Uint8Array): Estimate {
  const { positive_N, negative_N } = placements(score_N, isPositive_N);
  const [positives, negatives, n] = [positive_N.length, negative_N.length, score_N.length];
  if (positives === 0 || negatives === 0) return { value: NaN, low: 0, high: 1, method: 'DeLong', n };
  const area = mean(positive_N);
  const deviation = Math.sqrt(variance(positive_N) / positives + variance(negative_N) / negatives);
  return estimateArea({ area, deviation, positives, negatives });
}

export interface MeasuredArea {
  readonly area: number;
  /** Of the area over repetitions with other rows: the root of DeLong's variance. */
  readonly deviation: number;
  readonly positives: number;
  readonly negatives: number;
}

/** The area with its interval, as `delong` has it. */
export function estimateArea({ area, deviation, positives, negatives }: MeasuredArea): Estimate {
  const n = positives + negatives;
  // Sums of shares that are no binary fractions leave a deviation of about 1e-16 where there is none.
  if (!(deviation > 1e-12) || area <= 0 || area >= 1) {
    const fewer = Math.min(positives, negatives);
    return {
      value: area,
      ...wilsonBounds(area, fewer),
      method: `Wilson, ${String(fewer)} rows of the smaller class`,
      n,
    };
  }
  const half = (normalQuantile((1 + intervalLevel) / 2) * deviation) / (area * (1 - area));
  const centre = Math.log(area / (1 - area));
  return { value: area, low: logistic(centre - half), high: logistic(centre + half), method: 'DeLong', n };
}

/** A row's rank among all, less its rank among its own class, counts the rows of the other class below it. */
function placements(score_N: Float64Array, isPositive_N: Uint8Array): Placements {
  const rank_N = midRanks(score_N);
  const below_N = (side: 0 | 1): Float64Array => {
    const rankOfSide_N = rank_N.filter((_, row) => isPositive_N[row] === side);
    const own_N = midRanks(score_N.filter((_, row) => isPositive_N[row] === side));
    const others = score_N.length - own_N.length;
    return rankOfSide_N.map((rank, place) => (rank - own_N[place]) / others);
  };
  return { positive_N: below_N(1), negative_N: below_N(0).map((share) => 1 - share) };
}

function mean(value_N: Float64Array): number {
  return value_N.reduce((sum, value) => sum + value, 0) / value_N.length;
}

/** Of a sample: divided by one less than the rows; NaN for a single one. */
function variance(value_N: Float64Array): number {
  const centre = mean(value_N);
  return value_N.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (value_N.length - 1);
}

function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
