/** How well scores tell two classes apart, and how well by chance. */

/**
 * The area under the ROC curve: the chance that a positive row scores above a negative one, a tie counting half. NaN without
 * rows of both classes, and for scores that are NaN.
 *
 * @source the Mann-Whitney statistic (Hanley and McNeil 1982); equal to what scikit-learn's roc_auc_score makes of mid-ranks
 */
export function auroc(score_N: Float64Array, isPositive_N: Uint8Array): number {
  if (score_N.some(Number.isNaN)) return NaN;
  const order_N = rowsByScore(score_N);
  let [positives, negatives, wins, from] = [0, 0, 0, 0];
  while (from < order_N.length) {
    const score = score_N[order_N[from]];
    const [firstTied, positivesBelow] = [from, positives];
    for (; score_N[order_N[from]] === score; from++) positives += isPositive_N[order_N[from]];
    const tiedPositives = positives - positivesBelow;
    const tiedNegatives = from - firstTied - tiedPositives;
    wins += tiedPositives * (negatives + tiedNegatives / 2);
    negatives += tiedNegatives;
  }
  return wins / (positives * negatives);
}

/** Ascending. Not by differences, which infinite scores do not have. */
function rowsByScore(score_N: Float64Array): Uint32Array {
  const order_N = Uint32Array.from(score_N, (_, row) => row);
  return order_N.sort((a, b) => Number(score_N[a] > score_N[b]) - Number(score_N[a] < score_N[b]));
}

/** Standard deviation of the AUROC of scores without ties that have nothing to do with the classes. */
export function chanceAurocDeviation(positives: number, negatives: number): number {
  return Math.sqrt((positives + negatives + 1) / (12 * positives * negatives));
}
