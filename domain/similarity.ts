/** How alike two dictionaries are: what was asked, and what was found. docs/similarity.md has the definitions. */
import type { FeatureKey } from './feature.js';

export const dictionaryVectors = ['DECODER', 'ENCODER'] as const;
/** Which of a feature's two vectors stands for it when dictionaries are compared. */
export type DictionaryVectors = (typeof dictionaryVectors)[number];

export const matchOrders = ['TRUTH_INDEX', 'COSINE_ASC', 'COSINE_DESC'] as const;
/** Ties by the lower index. */
export type MatchOrder = (typeof matchOrders)[number];

export const randomVectorKinds = ['UNIFORM', 'COVARIANCE'] as const;
/** What random vectors have in common with the truth's: only their number and width, or also mean and covariance. */
export type RandomVectorKind = (typeof randomVectorKinds)[number];

/** Which features count: those that fire on more than this share of the newest harvest's tokens. */
export interface AliveRule {
  readonly corpus: string;
  /** 0 for those that fire at all. */
  readonly minFrequency: number;
}

export interface SimilarityInput {
  readonly truth: string;
  readonly query: string;
  readonly vectors: DictionaryVectors;
  readonly alive?: AliveRule;
  /** Uniform ones are always drawn; COVARIANCE asks for those with the truth's moments beside them. */
  readonly randomVectors?: RandomVectorKind;
}

export interface SimilarityMatrixInput {
  readonly dictionaries: readonly string[];
  readonly vectors: DictionaryVectors;
  readonly alive?: AliveRule;
}

/** The numbers of two sets of vectors that take part; cosines are signed, and 0 for a vector of length 0. */
export interface SimilarityValues {
  /** Mean over the truth's features of the largest cosine with any of the query's. */
  readonly meanMaxCosine: number;
  /** The same over the query's features. */
  readonly reverse: number;
  /** Features that took part. */
  readonly truthCount: number;
  readonly queryCount: number;
  /** Of these, vectors of length 0. */
  readonly truthZeroVectors: number;
  readonly queryZeroVectors: number;
}

/** What random unit vectors of the same counts and width reach: mean and standard deviation over draws. */
export interface ChanceValues {
  readonly randomBaseline: number;
  readonly randomDeviation: number;
  /** Of the other direction. */
  readonly reverseBaseline: number;
  readonly reverseDeviation: number;
}

export interface SimilarityRecord extends SimilarityValues, ChanceValues {
  readonly id: string;
  /** Names that were asked for; what was compared is told by the contents. */
  readonly truth: string;
  readonly query: string;
  readonly truthDigest: string;
  readonly queryDigest: string;
  /** The same text for the same weights and the same features of them. */
  readonly truthContent: string;
  readonly queryContent: string;
  /** Of the truth: indices run up to this. */
  readonly truthIndexRange: number;
  readonly vectors: DictionaryVectors;
  readonly alive?: AliveRule;
  /** One-to-one pairs. */
  readonly matched: { readonly meanCosine: number; readonly count: number; readonly exact: boolean };
  /** Name of the execution provider that found the largest cosines; absent where it was not recorded. */
  readonly provider?: string;
  /** Version of saeql. */
  readonly version: string;
  /** ISO 8601. */
  readonly finishedAt: string;
}

/** A pair as a matrix needs it, without what is known of single features. */
export interface SimilarityPairRecord extends SimilarityValues {
  readonly id: string;
  readonly truthDigest: string;
  readonly queryDigest: string;
}

/** Chance for one shape, or for one shape and the moments of one truth. */
export interface ChanceRecord extends ChanceValues {
  readonly id: string;
  /** Of the dictionary whose moments the random vectors have; absent for uniform ones. */
  readonly truthDigest?: string;
}

export interface SimilarityMatrixRecord {
  readonly id: string;
  /** Names that were asked for, in this order. */
  readonly dictionaries: readonly string[];
  readonly digests: readonly string[];
  readonly vectors: DictionaryVectors;
  readonly alive?: AliveRule;
  /** [i][j]: mean over dictionary i's features of the largest cosine in dictionary j. */
  readonly values: readonly (readonly number[])[];
  readonly randomBaseline: readonly (readonly number[])[];
  /** Features of each dictionary that took part. */
  readonly counts: readonly number[];
  readonly version: string;
  /** ISO 8601. */
  readonly finishedAt: string;
}

/** A feature of the truth with the feature of the query that its vector is nearest to. */
export interface FeaturePair {
  readonly truth: FeatureKey;
  readonly query: FeatureKey;
  readonly cosine: number;
}

/** A feature with its cosine to another one. */
export interface FeatureCosine {
  readonly feature: FeatureKey;
  readonly cosine: number;
}

/** Everything that is known of single features; N counts those that took part, ascending. */
export interface SimilarityArrays {
  readonly truthFeature_N: Uint32Array;
  /** Largest cosine with any of the other side. */
  readonly truthCosine_N: Float32Array;
  /** The feature of the other side that has it; among equals the lowest index. */
  readonly truthMatch_N: Uint32Array;
  readonly queryFeature_N: Uint32Array;
  readonly queryCosine_N: Float32Array;
  readonly queryMatch_N: Uint32Array;
  /** One-to-one pairs, ascending by the truth's feature. */
  readonly pairTruth_N: Uint32Array;
  readonly pairQuery_N: Uint32Array;
  readonly pairCosine_N: Float32Array;
}
