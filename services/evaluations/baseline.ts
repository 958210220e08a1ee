/** One thing to compare a classifier with: logistic regression on something simpler, learned from the same rows. */
import { fitLogistic } from '../../engine/index.js';
import type { BaselineEvaluation } from '../../domain/evaluation.js';
import { judgeShortly, type Judged } from './judge-answers.js';

/** What a baseline reads of a row, of the classifier's own data set and of the one that is evaluated. */
export interface BaselineInputs {
  readonly width: number;
  ofOwn(row: number): ArrayLike<number>;
  ofEvaluated(row: number): ArrayLike<number>;
}

export interface LearningRows {
  /** Of the classifier's own data set. */
  readonly row_N: Uint32Array;
  readonly isPositive_N: Uint8Array;
}

export type JudgedRows = Omit<Judged, 'score_N' | 'answer_N'>;

/** scikit-learn's default. */
const strength = 1;

/** Standardised on the rows that it is learned from, and answered with yes from even odds on. */
export function evaluateBaseline(
  name: string,
  inputs: BaselineInputs,
  { learned, judged }: { readonly learned: LearningRows; readonly judged: JudgedRows },
): BaselineEvaluation {
  const { weights_D, bias } = fitLogistic(
    {
      values_ND: gather(learned.row_N, inputs.width, (row) => inputs.ofOwn(row)),
      width: inputs.width,
      isPositive_N: learned.isPositive_N,
    },
    { c: strength, standardize: true },
  );
  const score_N = Float64Array.from(judged.rows.row_N, (row) => dot(weights_D, inputs.ofEvaluated(row)) + bias);
  return evaluateScores(name, score_N, judged);
}

/** Scores are the logarithms of odds. */
export function evaluateScores(name: string, score_N: Float64Array, judged: JudgedRows): BaselineEvaluation {
  const answer_N = Uint8Array.from(score_N, (score) => (score >= 0 ? 1 : 0));
  return { name, ...judgeShortly({ ...judged, score_N, answer_N }) };
}

function gather(row_N: Uint32Array, width: number, of: (row: number) => ArrayLike<number>): Float32Array {
  const values_ND = new Float32Array(row_N.length * width);
  row_N.forEach((row, n) => values_ND.set(of(row), n * width));
  return values_ND;
}

function dot(weights_D: ArrayLike<number>, values_D: ArrayLike<number>): number {
  let sum = 0;
  for (let d = 0; d < values_D.length; d++) sum += weights_D[d] * values_D[d];
  return sum;
}
