/** Finds the frequency bound that leaves a wanted L0. */

/** Tokens on which a feature fires can be counted otherwise than the harvest did, so that L0 has to be measured. */
export type MeasureL0 = (threshold: number) => Promise<number>;

export interface ThresholdSearch {
  /** Of the dictionary's features, in any order. */
  readonly frequencies: readonly number[];
  readonly targetL0: number;
  readonly measureL0: MeasureL0;
}

/** A measurement is a pass over the corpus; the first guess is nearly always right. */
const mostMeasurements = 8;
const rounding = 1e-9;

/**
 * The largest of the features' own frequencies whose L0, when more frequent features are removed, is at most the wanted one;
 * undefined where none is. L0 grows with the bound, and is the sum of the frequencies that are left: that sum, scaled by what was
 * measured last, says where to measure next. A feature that never fires adds nothing and is no candidate.
 */
export async function findThreshold(search: ThresholdSearch): Promise<number | undefined> {
  const { frequencies, targetL0, measureL0 } = search;
  const candidates = candidatesOf(frequencies);
  // Up to `low` L0 is known to be low enough, and from `high` on to be too large.
  let [low, high, scale] = [-1, candidates.length, 1];
  for (let measured = 0; measured < mostMeasurements && high - low > 1; measured++) {
    const guess = lastAtMost(candidates, targetL0 / scale);
    const next = Math.min(Math.max(guess, measured === 0 ? 0 : low), high - 1);
    if (next === low) break;
    const { threshold, l0: expected } = candidates[next];
    const l0 = await measureL0(threshold);
    if (l0 <= targetL0) low = next;
    else high = next;
    scale = l0 / expected || 1;
  }
  return low < 0 ? undefined : candidates[low].threshold;
}

interface Candidate {
  readonly threshold: number;
  /** Sum of the frequencies up to the threshold. */
  readonly l0: number;
}

/** Ascending. */
function candidatesOf(frequencies: readonly number[]): Candidate[] {
  const ascending = frequencies.filter((frequency) => frequency > 0).sort((a, b) => a - b);
  let l0 = 0;
  return ascending
    .map((threshold) => ({ threshold, l0: (l0 += threshold) }))
    .filter(({ threshold }, i) => threshold !== ascending[i + 1]);
}

/** -1 where none is; sums that differ by a rounding count as equal. */
function lastAtMost(candidates: readonly Candidate[], l0: number): number {
  return candidates.findLastIndex((candidate) => candidate.l0 * (1 - rounding) <= l0);
}
