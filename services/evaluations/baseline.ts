/** One thing to compare a classifier with: logistic regression on something simpler, learned from the same rows. */
import type { BaselineEvaluation } from '../../domain/evaluation.js';
import { fitLogistic, scoreRow, type Pause } from '../../engine/index.js';
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

export interface BaselineRows {
  readonly learned: LearningRows;
  readonly judged: JudgedRows;
  readonly pause: Pause;
}

/** scikit-learn's default. */
const strength = 1;

/** Standardised on the rows that it is learned from, and answered with yes from even odds on. */
export async function evaluateBaseline(
  name: string,
  inputs: BaselineInputs,
  { learned, judged, pause }: BaselineRows,
): Promise<BaselineEvaluation> {
  const fitted = await fitLogistic(
    {
      values_ND: gather(learned.row_N, inputs.width, (row) => inputs.ofOwn(row)),
      width: inputs.width,
      isPositive_N: learned.isPositive_N,
    },
    { c: strength, standardize: true },
    { pause },
  );
  const score_N = Float64Array.from(judged.rows.row_N, (row) => scoreRow(fitted, inputs.ofEvaluated(row)));
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
