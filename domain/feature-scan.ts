/** Every feature of some dictionaries tried as a classifier of one data set. docs/feature-scans.md defines the figures. */
import type { Guard } from './dataset.js';
import type { Estimate } from './estimate.js';
import type { FeatureKey } from './feature.js';
import type { Pooling } from './pooled-activations.js';
import type { RowDivision } from './row-division.js';

export interface FeatureScanInput {
  readonly name: string;
  readonly dataset: string;
  /** Of one model. */
  readonly dictionaries: readonly string[];
  readonly pooling: Pooling;
  readonly splitBy?: string;
  /** Features that fire more often in their newest harvest take no part. */
  readonly maxFrequency?: number;
  readonly permutations: number;
  readonly seed: number;
}

/** Chosen and ranked on the fitting part, its threshold from the calibration part, its figures from the test part. */
export interface FeatureHit {
  readonly feature: FeatureKey;
  /** 1 where larger activations are positive, -1 where smaller ones are. */
  readonly sign: 1 | -1;
  /** Of sign * pooled activation, on the test part. */
  readonly auroc: Estimate;
  readonly accuracy: Estimate;
  /** Of sign * pooled activation; votes for the positive label from here on. */
  readonly threshold: number;
  /** Share of label permutations whose largest AUROC over the whole scan reaches this feature's on the fitting part. */
  readonly pValue: number;
  readonly falseDiscoveryRate: number;
  /** Features that err on the same rows have the same number. */
  readonly cluster: number;
}

/** Rows of a part on either side of the label. */
export interface SideCounts {
  readonly positives: number;
  readonly negatives: number;
}

export interface FeatureScanRecord {
  readonly id: string;
  readonly name: string;
  readonly input: FeatureScanInput;
  readonly dataset: string;
  readonly datasetDigest: string;
  readonly positiveLabel: string;
  readonly model: string;
  readonly modelDigest: string;
  readonly dictionaries: readonly string[];
  readonly dictionaryDigests: readonly string[];
  /** Ids of the harvests that `maxFrequency` was compared with, in the order of the dictionaries; none without it. */
  readonly harvests: readonly string[];
  readonly division: RowDivision;
  readonly parts: { readonly fit: SideCounts; readonly calibrate: SideCounts; readonly test: SideCounts };
  /** Largest AUROC over the whole scan that 95 of 100 label permutations stay below. */
  readonly nullAuroc: number;
  /** Features that took part: those that fire on some row of the fitting part, and no more often than `maxFrequency`. */
  readonly features: number;
  /** Hits whose p-value is at most 0.05; they are the first of the arrays. */
  readonly significant: number;
  readonly warnings: readonly Guard[];
  readonly version: string;
  readonly finishedAt: string;
}

/** All features that took part, best first: by AUROC on the fitting part, ties by dictionary, then index. N counts them. */
export interface FeatureScanArrays {
  /** Place in the record's `dictionaries`. */
  readonly dictionary_N: Uint32Array;
  readonly feature_N: Uint32Array;
  /** 1 or -1. */
  readonly sign_N: Float32Array;
  /** On the fitting part. */
  readonly fitAuroc_N: Float64Array;
  readonly auroc_N: Float64Array;
  /** Standard deviation of the AUROC on the test part; its interval follows from it. */
  readonly aurocDeviation_N: Float64Array;
  /** Rows of the test part that are answered rightly. */
  readonly correct_N: Uint32Array;
  readonly threshold_N: Float64Array;
  readonly pValue_N: Float64Array;
  readonly falseDiscoveryRate_N: Float64Array;
  readonly cluster_N: Uint32Array;
}
