/** How many votes are enough: what every number of them gives, and the least that keeps a wanted false-positive rate. */
import type { OperatingPoint } from '../../domain/classifier.js';
import { ResearchError } from '../../domain/errors.js';
import { orderStatisticThreshold, wilson, type WantedRate } from '../../engine/index.js';

export interface CountedRows {
  readonly members: number;
  /** Votes for the positive label on each row of the calibration part. */
  readonly votes_N: Float64Array;
  readonly isPositive_N: Uint8Array;
}

/** One point for each number of votes, from 1 to all members; `keeping` is the least that keeps the wanted rate. */
export function operatingPoints({ members, votes_N, isPositive_N }: CountedRows, keeping: number): OperatingPoint[] {
  const reach = (label: number, atLeast: number) => {
    const ofLabel = votes_N.filter((_, n) => isPositive_N[n] === label);
    return wilson(ofLabel.filter((votes) => votes >= atLeast).length, ofLabel.length);
  };
  return Array.from({ length: members }, (_, place) => ({
    atLeast: place + 1,
    truePositiveRate: reach(1, place + 1),
    falsePositiveRate: reach(0, place + 1),
    guaranteed: place + 1 >= keeping,
  }));
}

/**
 * The least number of votes that keeps the rate with the confidence; one more than there are members when not even all of them
 * do. Throws NEGATIVES_TOO_FEW with the number that is needed.
 */
export function votesKeeping({ votes_N, isPositive_N }: CountedRows, wanted: WantedRate): number {
  const negatives_N = votes_N.filter((_, n) => isPositive_N[n] === 0);
  return Math.floor(orderStatisticThreshold(negatives_N, wanted)) + 1;
}

/** The refusal of an ensemble whose votes do not keep the rate that was wanted. */
export function rateNotKept(
  atLeast: number,
  members: number,
  { falsePositiveRate, confidence }: WantedRate,
): ResearchError {
  const votes = atLeast === members ? `all ${members} members` : `${atLeast} of ${members} members`;
  const message = `The agreement of ${votes} does not keep a false-positive rate of ${falsePositiveRate} with confidence ${confidence} on the calibration part.`;
  return new ResearchError('RATE_NOT_KEPT', message, { at: 'targetFalsePositiveRate' });
}
