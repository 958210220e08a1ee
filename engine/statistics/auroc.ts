/** How well scores tell two classes apart, and how well by chance. */

/**
 * The area under the ROC curve: the chance that a positive row scores above a negative one, a tie counting half. NaN without
 * rows of both classes, and for scores that are NaN.
 *
 * @source the Mann-Whitney statistic by mid-ranks (Hanley and McNeil 1982), as sklearn.metrics.roc_auc_score
 */
export function auroc(score_N: Float64Array, isPositive_N: Uint8Array): number {
  const order_N = Uint32Array.from(score_N, (_, row) => row).sort((a, b) => score_N[a] - score_N[b]);
  let [positives, rankSum] = [0, 0];
  for (let from = 0, to = 0; from < order_N.length; from = to) {
    let tiedPositives = 0;
    for (to = from; to < order_N.length && !(score_N[order_N[to]] > score_N[order_N[from]]); to++) {
      if (Number.isNaN(score_N[order_N[to]])) return NaN;
      tiedPositives += isPositive_N[order_N[to]];
    }
    // Ranks from + 1 to `to`, whose mean all tied rows have.
    rankSum += tiedPositives * ((from + 1 + to) / 2);
    positives += tiedPositives;
  }
  const negatives = score_N.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Standard deviation of the AUROC of scores without ties that have nothing to do with the classes. */
export function chanceAurocDeviation(positives: number, negatives: number): number {
  return Math.sqrt((positives + negatives + 1) / (12 * positives * negatives));
}
