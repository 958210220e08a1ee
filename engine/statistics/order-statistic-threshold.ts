/** A threshold that keeps a false-positive rate with confidence, from the scores of negatives that were not learned from. */
import { ResearchError } from '../../domain/errors.js';

export interface WantedRate {
  /** Above 0 and below 1. */
  readonly falsePositiveRate: number;
  /** That the true rate is no larger; above 0 and below 1. */
  readonly confidence: number;
}

/** Negatives without which no threshold keeps the rate: the least n with (1 - rate)^n <= 1 - confidence. */
export function negativesNeeded({ falsePositiveRate, confidence }: WantedRate): number {
  const estimate = Math.ceil(Math.log1p(-confidence) / Math.log1p(-falsePositiveRate));
  // Rounding may have moved the quotient across a whole number.
  const suffices = (n: number): boolean => n * Math.log1p(-falsePositiveRate) <= Math.log1p(-confidence);
  return [estimate - 1, estimate, estimate + 1].find((n) => n > 0 && suffices(n)) ?? estimate;
}

/**
 * The least k for which the k-th smallest of n negatives, as a threshold that is to be exceeded, keeps the rate with the
 * confidence: the sum over j >= k of C(n, j) (1 - rate)^j rate^(n - j) is at most 1 - confidence. Undefined when n is too small.
 *
 * @source Tong, Feng and Li, Neyman-Pearson classification algorithms and NP receiver operating characteristics, Science Advances 2018,
 * proposition 1
 */
export function orderStatisticRank(
  negatives: number,
  { falsePositiveRate, confidence }: WantedRate,
): number | undefined {
  const [logKept, logFalse] = [Math.log1p(-falsePositiveRate), Math.log(falsePositiveRate)];
  // A relative slack, since the terms are exponentials of sums of logarithms.
  const most = (1 - confidence) * (1 + 1e-12);
  let [logChoose, violation] = [0, 0];
  let rank: number | undefined;
  for (let j = negatives; j > 0; j--) {
    violation += Math.exp(logChoose + j * logKept + (negatives - j) * logFalse);
    if (violation > most) break;
    rank = j;
    logChoose += Math.log(j / (negatives - j + 1));
  }
  return rank;
}

/**
 * The least threshold such that calling scores positive from it on keeps the rate with the confidence.
 *
 * @param scores_N of negatives, from rows that had no part in making the score; the array is left as it is
 * @throws NEGATIVES_TOO_FEW with the number that is needed
 */
export function orderStatisticThreshold(scores_N: Float64Array, wanted: WantedRate): number {
  const rank = orderStatisticRank(scores_N.length, wanted);
  if (rank === undefined) throw tooFew(scores_N.length, wanted);
  return nextAbove(scores_N.toSorted()[rank - 1]);
}

/** The least double above: from it on is the same as above it. */
export function nextAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const [view, bits] = [new Float64Array([value]), 1n];
  const integers = new BigInt64Array(view.buffer);
  integers[0] += value > 0 ? bits : -bits;
  return view[0];
}

function tooFew(negatives: number, wanted: WantedRate): ResearchError {
  const { falsePositiveRate, confidence } = wanted;
  const message = `The calibration part has ${negatives} negative rows; a false-positive rate of ${falsePositiveRate} with confidence ${confidence} needs ${negativesNeeded(wanted)}.`;
  return new ResearchError('NEGATIVES_TOO_FEW', message, { at: 'targetFalsePositiveRate' });
}
