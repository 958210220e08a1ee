/** How far probabilities are from what happens. */
import type { CalibrationBin, CalibrationReport } from '../../domain/evaluation.js';
import { ascendingOrder } from './mid-ranks.js';

/** More are not tried: bins of a perfectly ordered set would otherwise be single rows, however many. */
export const mostCalibrationBins = 20;

/** Sums over the rows in ascending order of their probability; entry i is over the first i rows. */
interface Cumulative {
  readonly probability_N: Float64Array;
  readonly probabilitySum_N: Float64Array;
  readonly positives_N: Uint32Array;
}

/**
 * Brier score: mean of (probability - truth) squared. Expected calibration error: mean over the rows of the distance between mean
 * probability and share of positive rows in the row's bin. Bins hold about equally many rows, rows of equal probability are in
 * one bin, and there are as many bins, up to 20, as leave the shares of positive rows ascending.
 *
 * @param probability_N that a row is positive; none is NaN, and there is at least one
 * @source Roelofs et al., Mitigating bias in calibration error estimation (AISTATS 2022): equal mass, monotonic sweep, p = 1
 */
export function calibrationReport(probability_N: Float64Array, isPositive_N: Uint8Array): CalibrationReport {
  const cumulative = accumulate(probability_N, isPositive_N);
  const n = probability_N.length;
  const bins = sweep(cumulative);
  const expectedError = bins.reduce((sum, bin) => sum + (bin.rows / n) * Math.abs(bin.meanScore - bin.positiveRate), 0);
  const squares = probability_N.reduce((sum, probability, row) => sum + (probability - isPositive_N[row]) ** 2, 0);
  return { expectedError, brier: squares / n, bins };
}

function accumulate(probability_N: Float64Array, isPositive_N: Uint8Array): Cumulative {
  const n = probability_N.length;
  const sorted_N = new Float64Array(n);
  const probabilitySum_N = new Float64Array(n + 1);
  const positives_N = new Uint32Array(n + 1);
  ascendingOrder(probability_N).forEach((row, place) => {
    sorted_N[place] = probability_N[row];
    probabilitySum_N[place + 1] = probabilitySum_N[place] + probability_N[row];
    positives_N[place + 1] = positives_N[place] + isPositive_N[row];
  });
  return { probability_N: sorted_N, probabilitySum_N, positives_N };
}

/** The binning before the first whose shares of positive rows do not ascend. */
function sweep(cumulative: Cumulative): CalibrationBin[] {
  const most = Math.min(cumulative.probability_N.length, mostCalibrationBins);
  let best = binsOf(cumulative, 1);
  for (let count = 2; count <= most; count++) {
    const bins = binsOf(cumulative, count);
    if (bins.some((bin, place) => place > 0 && bin.positiveRate < bins[place - 1].positiveRate)) return best;
    best = bins;
  }
  return best;
}

/** Fewer than `count` where many rows have one probability. */
function binsOf(cumulative: Cumulative, count: number): CalibrationBin[] {
  const n = cumulative.probability_N.length;
  const bins: CalibrationBin[] = [];
  for (let bin = 1, from = 0; bin <= count; bin++) {
    const to = endOfTie(cumulative.probability_N, Math.round((bin * n) / count));
    if (to > from) bins.push(binBetween(cumulative, from, to));
    from = Math.max(from, to);
  }
  return bins;
}

function endOfTie(probability_N: Float64Array, cut: number): number {
  let end = cut;
  while (end > 0 && end < probability_N.length && probability_N[end] === probability_N[end - 1]) end++;
  return end;
}

function binBetween(
  { probability_N, probabilitySum_N, positives_N }: Cumulative,
  from: number,
  to: number,
): CalibrationBin {
  const rows = to - from;
  return {
    from: probability_N[from],
    to: probability_N[to - 1],
    rows,
    meanScore: (probabilitySum_N[to] - probabilitySum_N[from]) / rows,
    positiveRate: (positives_N[to] - positives_N[from]) / rows,
  };
}
