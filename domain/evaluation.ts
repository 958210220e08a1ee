/** How good a classifier is on a data set. docs/evaluations.md defines the figures. */
import type { ClassifierKind, Pooling, ProbeKind } from './classifier.js';
import type { Guard } from './dataset.js';
import type { Estimate } from './estimate.js';

export interface EvaluationInput {
  readonly classifier: string;
  readonly dataset: string;
  /** Columns whose combined values make the groups. */
  readonly groupBy: readonly string[];
}

export interface GroupValue {
  readonly column: string;
  readonly value: string;
}

export interface GroupEvaluation {
  /** One entry a column of `groupBy`. */
  readonly group: readonly GroupValue[];
  readonly rows: number;
  /** Intervals of all groups hold at once. */
  readonly accuracy: Estimate;
}

export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly meanScore: number;
  readonly positiveRate: number;
}

export interface CalibrationReport {
  readonly expectedError: number;
  readonly brier: number;
  readonly bins: readonly CalibrationBin[];
}

export interface BaselineEvaluation {
  readonly name: string;
  readonly accuracy: Estimate;
  readonly auroc: Estimate;
  readonly worstGroup: number | null;
}

export interface EvaluationRecord {
  readonly id: string;
  readonly classifier: string;
  readonly classifierDigest: string;
  readonly dataset: string;
  readonly datasetDigest: string;
  readonly groupBy: readonly string[];
  /** The rows that were read: of the classifier's own data set, its test part. */
  readonly rows: number;
  readonly accuracy: Estimate;
  readonly balancedAccuracy: Estimate;
  readonly auroc: Estimate;
  readonly f1: Estimate;
  readonly truePositiveRate: Estimate;
  readonly falsePositiveRate: Estimate;
  readonly abstained: number;
  readonly calibration: CalibrationReport;
  readonly groups: readonly GroupEvaluation[];
  readonly worstGroup: GroupEvaluation | null;
  readonly baselines: readonly BaselineEvaluation[];
  /** Different classifiers that had been evaluated on the content of the data set, this one included. */
  readonly testSetLooks: number;
  readonly warnings: readonly Guard[];
  readonly version: string;
  readonly finishedAt: string;
}

export interface GeneralizationInput {
  readonly name: string;
  readonly datasets: readonly string[];
  readonly model: string;
  readonly hookPoint: string;
  readonly kinds: readonly ProbeKind[];
  readonly pooling: Pooling;
  readonly seed: number;
}

export interface GeneralizationRow {
  readonly kind: ClassifierKind;
  readonly trainedOn: string;
  readonly testedOn: string;
  /** With the threshold of the data set that it was trained on. */
  readonly accuracy: Estimate;
  readonly auroc: Estimate;
}

export interface GeneralizationRecord {
  readonly id: string;
  readonly name: string;
  readonly input: GeneralizationInput;
  readonly modelDigest: string;
  readonly datasets: readonly string[];
  readonly datasetDigests: readonly string[];
  readonly rows: readonly GeneralizationRow[];
  readonly version: string;
  readonly finishedAt: string;
}
