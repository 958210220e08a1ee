/** A feature as a member of an ensemble: its threshold from one part of the rows, its votes on the others. */
import type { PooledFeatures } from '../../domain/pooled-activations.js';
import { errorPattern, type ErrorPattern } from './error-patterns.js';
import { FiringSorter, type ScannedParts } from './part-rows.js';
import { bestThreshold, countCorrect, votesOf, type Sign } from './signed-threshold.js';
import { toTieGroups } from './tie-groups.js';

export interface MemberVotes {
  /** From the fitting part, so that the calibration part had no share in making the votes. */
  readonly threshold: number;
  /** Votes on the calibration part; 1 for the positive label. */
  readonly vote_N: Uint8Array;
  /** On the calibration part. */
  readonly errors: ErrorPattern;
  /** Rows of the test part that are answered rightly. */
  readonly correct: number;
}

export function memberVotes(
  features: PooledFeatures,
  { index, sign }: { readonly index: number; readonly sign: Sign },
  { fit, calibrate, test }: ScannedParts,
): MemberVotes {
  const threshold = bestThreshold(toTieGroups(new FiringSorter(fit).sort(features, index), fit), sign);
  const firings = new FiringSorter(calibrate).sort(features, index);
  const vote_N = votesOf(firings, calibrate.count, { sign, threshold });
  const testVote_N = votesOf(new FiringSorter(test).sort(features, index), test.count, { sign, threshold });
  return {
    ...{ threshold, vote_N, errors: errorPattern(vote_N, calibrate.isPositive_N, firings) },
    correct: countCorrect(testVote_N, test),
  };
}

/** Number of the members that vote for the positive label, one entry a row. */
export function countVotes(members: readonly Pick<MemberVotes, 'vote_N'>[], rows: number): Float64Array {
  const votes_N = new Float64Array(rows);
  for (const { vote_N } of members) vote_N.forEach((vote, n) => (votes_N[n] += vote));
  return votes_N;
}
