/** AUROC and its deviation where many rows have the same score. */
import type { TieGroups } from './tie-groups.js';

export interface AurocDeviation {
  readonly value: number;
  /** Of the value, over repetitions with other rows; NaN with one row of a class. */
  readonly deviation: number;
}

/**
 * Of the activations themselves, ties counting half. NaN without rows of both classes.
 *
 * @source DeLong, DeLong and Clarke-Pearson 1988, for one curve: the variances of the shares of negative rows below each
 * positive one, and of positive rows above each negative one
 */
export function tiedAuroc({ positives_G, negatives_G }: TieGroups): AurocDeviation {
  const positives = positives_G.reduce((sum, count) => sum + count, 0);
  const negatives = negatives_G.reduce((sum, count) => sum + count, 0);
  let [value, positiveSquares, negativeSquares] = [0, 0, 0];
  let [positivesBelow, negativesBelow] = [0, 0];
  positives_G.forEach((positivesHere, g) => {
    const below = (negativesBelow + negatives_G[g] / 2) / negatives;
    const above = (positives - positivesBelow - positivesHere / 2) / positives;
    value += positivesHere * below;
    positiveSquares += positivesHere * below ** 2;
    negativeSquares += negatives_G[g] * above ** 2;
    positivesBelow += positivesHere;
    negativesBelow += negatives_G[g];
  });
  value /= positives;
  const positivePart = (positiveSquares - positives * value ** 2) / (positives - 1) / positives;
  const negativePart = (negativeSquares - negatives * value ** 2) / (negatives - 1) / negatives;
  return { value, deviation: Math.sqrt(Math.max(0, positivePart + negativePart)) };
}
