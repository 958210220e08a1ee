/** Chooses the strength of the penalty by cross-validation whose folds keep groups together. */
import { fitLogistic } from './fit-logistic.js';
import type { LabelledRows } from './labelled-rows.js';
import { selectRows } from './labelled-rows.js';
import { logisticLoss, type LinearScore } from './logistic-loss.js';
import type { Pause } from './pause.js';
import { scoreRow } from './probe-score.js';

/** Powers of ten. C weighs a sum of losses, so the best one falls with the number of rows. */
export const candidatesForC: readonly number[] = [1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1000, 10_000];

export interface ChosenC {
  readonly c: number;
  /** Mean loss, in nats, of a row under the fit that did not see its fold; one entry a candidate. */
  readonly losses: readonly number[];
}

/**
 * The candidate with the least loss of held-out rows; of equal ones the smallest, whose weights are the shortest.
 *
 * @param fold_N of each row, from 0; the rows outside of a fold have both classes
 */
export async function chooseC(
  rows: LabelledRows,
  { fold_N, standardize }: { readonly fold_N: Uint8Array; readonly standardize: boolean },
  { pause, onFold }: { readonly pause: Pause; readonly onFold: (fold: number, folds: number) => void },
): Promise<ChosenC> {
  const folds = 1 + fold_N.reduce((most, fold) => Math.max(most, fold), 0);
  const sum_C = new Float64Array(candidatesForC.length);
  for (let fold = 0; fold < folds; fold++) {
    const losses_C = await lossesOfFold(rows, { fold, fold_N, standardize }, pause);
    losses_C.forEach((loss, place) => (sum_C[place] += loss));
    onFold(fold + 1, folds);
  }
  const losses = Array.from(sum_C, (sum) => sum / fold_N.length);
  return { c: candidatesForC[losses.indexOf(Math.min(...losses))], losses };
}

interface HeldOut {
  readonly fold: number;
  readonly fold_N: Uint8Array;
  readonly standardize: boolean;
}

/** Sums over the fold's rows, one a candidate; every fit begins where the one before ended. */
async function lossesOfFold(rows: LabelledRows, held: HeldOut, pause: Pause): Promise<number[]> {
  const numbers = Uint32Array.from(held.fold_N, (_, row) => row);
  const learned = selectRows(
    rows,
    numbers.filter((row) => held.fold_N[row] !== held.fold),
  );
  const kept = selectRows(
    rows,
    numbers.filter((row) => held.fold_N[row] === held.fold),
  );
  const losses: number[] = [];
  let start: LinearScore | undefined;
  for (const c of candidatesForC) {
    start = await fitLogistic(learned, { c, standardize: held.standardize }, { pause, start });
    losses.push(lossOf(kept, start));
  }
  return losses;
}

function lossOf({ values_ND, width, isPositive_N }: LabelledRows, score: LinearScore): number {
  return isPositive_N.reduce((sum, isPositive, row) => {
    const reached = scoreRow(score, values_ND.subarray(row * width, (row + 1) * width));
    return sum + logisticLoss(isPositive === 1 ? reached : -reached);
  }, 0);
}
