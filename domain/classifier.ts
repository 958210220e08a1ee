/** Classifiers of texts: probes on activations, single features, and ensembles of features. docs/classifiers.md defines them. */
import type { Estimate } from './estimate.js';
import type { FeatureHit } from './feature-scan.js';
import type { FeatureKey } from './feature.js';
import type { Pooling } from './pooled-activations.js';
import type { RowDivision } from './row-division.js';

export { poolings, type Pooling } from './pooled-activations.js';
export type { RowDivision } from './row-division.js';

export const probeKinds = ['LOGISTIC', 'MASS_MEAN'] as const;
export type ProbeKind = (typeof probeKinds)[number];

export const classifierKinds = [...probeKinds, 'FEATURE', 'ENSEMBLE'] as const;
export type ClassifierKind = (typeof classifierKinds)[number];

export const agreementRules = ['ALL', 'ANY', 'AT_LEAST'] as const;
export type AgreementRule = (typeof agreementRules)[number];

/** The probability that a row is positive is 1 / (1 + exp(-(slope * score + intercept))). */
export interface ScoreCalibration {
  readonly slope: number;
  readonly intercept: number;
}

/** What all classifiers have in common. */
export interface ClassifierBase {
  readonly name: string;
  /** Name and digest of the model whose activations it reads. */
  readonly model: string;
  readonly modelDigest: string;
  /** Of the model too: other tokens are other activations. */
  readonly tokenizerDigest: string;
  /** Name and digest of the data set that it was made from. */
  readonly dataset: string;
  readonly datasetDigest: string;
  readonly positiveLabel: string;
  /** What an answer that is not positive is called: the other label of two, else `not ` and the positive one. */
  readonly negativeLabel: string;
  readonly division: RowDivision;
  readonly pooling: Pooling;
  /** Rows are positive from this score on. */
  readonly threshold: number;
  /** Fitted on the calibration part. */
  readonly calibration: ScoreCalibration;
  /** The input of its job, defaults filled in. */
  readonly input: object;
  /** SHA-256 over all that decides its answers. */
  readonly digest: string;
  /** Version of saeql. */
  readonly version: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** How the weights of a probe came about. */
export interface ProbeFitting {
  /** In words: which method found the weights, and when it stops. */
  readonly solver: string;
  /** Largest coordinate of the gradient where it stopped; null for a mass-mean probe. */
  readonly maxGradient: number | null;
  /** Mean held-out loss, in nats, of each C that was tried; null when C was given. */
  readonly triedC: readonly { readonly c: number; readonly loss: number }[] | null;
  /** Rows of each part. */
  readonly parts: Readonly<
    Record<'fit' | 'calibrate' | 'test', { readonly positive: number; readonly negative: number }>
  >;
}

/** Score: weights · pooled activation + bias, the logarithm of the odds. */
export interface ProbeRecord extends ClassifierBase {
  readonly kind: ProbeKind;
  readonly hookPoint: string;
  /** In the units of the activations, whatever was standardised while fitting; float32 values. */
  readonly weights_D: readonly number[];
  readonly bias: number;
  /** Null for a mass-mean probe. */
  readonly c: number | null;
  readonly converged: boolean;
  readonly iterations: number;
  /** Absent from records that were not fitted here. */
  readonly fitting?: ProbeFitting;
}

/** Score: sign of the hit * pooled activation of the feature. */
export interface FeatureClassifierRecord extends ClassifierBase {
  readonly kind: 'FEATURE';
  readonly hit: FeatureHit;
  readonly dictionaryDigest: string;
}

/** Score: number of members that vote for the positive label; the threshold is the least number that is enough. */
export interface EnsembleRecord extends ClassifierBase {
  readonly kind: 'ENSEMBLE';
  /** Name and id of the scan whose hits are the members. */
  readonly scan: string;
  readonly members: readonly FeatureHit[];
  /** Digests of the members' dictionaries by name. */
  readonly dictionaryDigests: Readonly<Record<string, string>>;
  readonly rule: AgreementRule;
  readonly atLeast: number;
  readonly curve: readonly OperatingPoint[];
  readonly effectiveVoters: number;
}

export type ClassifierRecord = ProbeRecord | FeatureClassifierRecord | EnsembleRecord;

/** What at least m of the members' votes give on the calibration part. */
export interface OperatingPoint {
  readonly atLeast: number;
  readonly truePositiveRate: Estimate;
  readonly falsePositiveRate: Estimate;
  /** Whether the wanted false-positive rate is kept with the wanted confidence. */
  readonly guaranteed: boolean;
}

export interface ProbeInput {
  readonly name: string;
  readonly dataset: string;
  readonly model: string;
  readonly hookPoint: string;
  readonly kind: ProbeKind;
  readonly pooling: Pooling;
  /** Inverse regularisation strength, as scikit-learn's C; chosen by grouped cross-validation when it is left out. */
  readonly c?: number;
  readonly standardize: boolean;
  /** Mass-mean only: divides by the covariance within the classes. */
  readonly whiten?: boolean;
  readonly targetFalsePositiveRate?: number;
  readonly splitBy?: string;
  readonly seed: number;
}

export interface FeatureClassifierInput {
  readonly name: string;
  readonly feature: FeatureKey;
  readonly dataset: string;
  readonly pooling: Pooling;
  readonly targetFalsePositiveRate?: number;
  readonly splitBy?: string;
  readonly seed: number;
}

export interface EnsembleInput {
  readonly name: string;
  readonly scan: string;
  /** Members; all significant hits, one of each cluster, when they are left out. */
  readonly features?: readonly FeatureKey[];
  readonly rule: AgreementRule;
  readonly atLeast?: number;
  readonly targetFalsePositiveRate?: number;
  readonly confidence: number;
}
