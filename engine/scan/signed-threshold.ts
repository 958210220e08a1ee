/** A feature as a vote: which side of which activation is positive. */
import type { PartRows, SortedFirings } from './part-rows.js';
import type { TieGroups } from './tie-groups.js';

export type Sign = 1 | -1;

/** A row votes for the positive label where sign * activation is at least the threshold. */
export interface SignedThreshold {
  readonly sign: Sign;
  readonly threshold: number;
}

/** The least activation there is: whatever fires reaches it. */
const leastFiring = 2 ** -149;

/**
 * The threshold of the largest balanced accuracy, half way between two neighbouring scores; of several the largest. Where all
 * rows have one activation nothing can be compared: what fires is then on the sign's side, and so is that activation itself.
 */
export function bestThreshold({ activation_G, positives_G, negatives_G }: TieGroups, sign: Sign): number {
  const positives = sum(positives_G);
  const negatives = sum(negatives_G);
  if (activation_G.length === 1) return onlyThreshold(activation_G[0], sign);
  let best = { score: -Infinity, threshold: NaN };
  let [positivesBelow, negativesBelow] = [0, 0];
  for (let g = 0; g + 1 < activation_G.length; g++) {
    positivesBelow += positives_G[g];
    negativesBelow += negatives_G[g];
    // Balanced accuracy of voting above, times 2 * positives * negatives: in whole numbers equal scores are equal.
    const above = (positives - positivesBelow) * negatives + negativesBelow * positives;
    const score = sign > 0 ? above : 2 * positives * negatives - above;
    const isBetter = sign > 0 ? score >= best.score : score > best.score;
    if (isBetter) best = { score, threshold: (sign * (activation_G[g] + activation_G[g + 1])) / 2 };
  }
  return best.threshold;
}

function onlyThreshold(activation: number, sign: Sign): number {
  return activation === 0 && sign > 0 ? leastFiring : sign * activation;
}

/** Votes of a part's rows; 1 for the positive label. */
export function votesOf({ length, place_K, value_K }: SortedFirings, rows: number, vote: SignedThreshold): Uint8Array {
  const { sign, threshold } = vote;
  const vote_N = new Uint8Array(rows).fill(0 >= threshold ? 1 : 0);
  for (let k = 0; k < length; k++) vote_N[place_K[k]] = sign * value_K[k] >= threshold ? 1 : 0;
  return vote_N;
}

/** Votes that are right. */
export function countCorrect(vote_N: Uint8Array, { isPositive_N }: PartRows): number {
  let correct = 0;
  for (let n = 0; n < vote_N.length; n++) if (vote_N[n] === isPositive_N[n]) correct++;
  return correct;
}

function sum(count_G: readonly number[]): number {
  return count_G.reduce((total, count) => total + count, 0);
}
