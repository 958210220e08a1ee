/** The figures of an evaluation, from what was answered. */
import type { DatasetContent } from '../../domain/dataset.js';
import type { Estimate } from '../../domain/estimate.js';
import type { EvaluationRecord } from '../../domain/evaluation.js';
import {
  accuracy,
  balancedAccuracy,
  calibrationReport,
  countConfusion,
  delong,
  f1,
  falsePositiveRate,
  truePositiveRate,
} from '../../engine/index.js';
import type { EvaluatedRows } from './evaluated-rows.js';
import { evaluateGroups, worstOf } from './evaluate-groups.js';

/** In the order of the rows that are read. */
export interface ScoredRows {
  readonly score_N: Float64Array;
  /** 1 where the score reaches the threshold. */
  readonly answer_N: Uint8Array;
}

export interface Judged extends ScoredRows {
  readonly rows: EvaluatedRows;
  readonly content: DatasetContent;
  readonly groupBy: readonly string[];
}

export type Figures = Pick<
  EvaluationRecord,
  | 'rows'
  | 'accuracy'
  | 'balancedAccuracy'
  | 'auroc'
  | 'f1'
  | 'truePositiveRate'
  | 'falsePositiveRate'
  | 'calibration'
  | 'groups'
  | 'worstGroup'
>;

/**
 * @param probability_N that a row is positive, as the classifier says
 * @param seed of the draws of the bootstrap
 */
export function judgeAnswers(judged: Judged, probability_N: Float64Array, seed: number): Figures {
  const { isPositive_N, cluster_N, row_N } = judged.rows;
  const counts = countConfusion({ answer_N: judged.answer_N, isPositive_N });
  const groups = groupsOf(judged);
  return {
    rows: row_N.length,
    accuracy: accuracy(counts),
    balancedAccuracy: balancedAccuracy(counts),
    auroc: delong(judged.score_N, isPositive_N),
    f1: f1({ answer_N: judged.answer_N, isPositive_N }, { group_N: cluster_N, seed }),
    truePositiveRate: truePositiveRate(counts),
    falsePositiveRate: falsePositiveRate(counts),
    calibration: calibrationReport(probability_N, isPositive_N),
    groups,
    worstGroup: worstOf(groups),
  };
}

export interface ShortFigures {
  readonly accuracy: Estimate;
  readonly auroc: Estimate;
  /** Its accuracy; null without columns to group by. */
  readonly worstGroup: number | null;
}

export function judgeShortly(judged: Judged): ShortFigures {
  const { isPositive_N } = judged.rows;
  return {
    accuracy: accuracy(countConfusion({ answer_N: judged.answer_N, isPositive_N })),
    auroc: delong(judged.score_N, isPositive_N),
    worstGroup: worstOf(groupsOf(judged))?.accuracy.value ?? null,
  };
}

function groupsOf({ rows: { row_N, isPositive_N }, answer_N, content, groupBy }: Judged) {
  const isRight_N = answer_N.map((answer, n) => (answer === isPositive_N[n] ? 1 : 0));
  return evaluateGroups(content, groupBy, { row_N, isRight_N });
}
