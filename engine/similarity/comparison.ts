/** What the rest of saeql may ask about how alike dictionaries are; a part of the engine's door. */
import type { DictionaryVectors } from '../../domain/similarity.js';

/** Vectors of a dictionary's features: rows of a matrix of its canonical weights. */
export interface VectorSource {
  /** Named in errors. */
  readonly name: string;
  /** Holds the dictionary's canonical weights. */
  readonly folder: string;
  readonly vectors: DictionaryVectors;
  /** Indices of the features that take part, ascending; all of them when it is left out. */
  readonly feature_N?: Uint32Array;
}

export interface VectorPair {
  readonly truth: VectorSource;
  readonly query: VectorSource;
}

/** For every feature of one dictionary the feature of another whose vector has the largest cosine with its own. */
export interface BestMatches {
  /** The features that took part, ascending. */
  readonly feature_N: Uint32Array;
  /** The largest signed cosine, rounded to float32; 0 for a vector of length 0. */
  readonly cosine_N: Float32Array;
  /** Index of the feature in the other dictionary; among equal cosines the lowest. */
  readonly match_N: Uint32Array;
  /** Mean of `cosine_N`. */
  readonly meanMaxCosine: number;
  /** How many of the vectors have length 0; they count with cosine 0. */
  readonly zeroVectors: number;
}

/** Both directions. */
export interface Comparison {
  /** For every feature of the truth its best match in the query. */
  readonly ofTruth: BestMatches;
  /** For every feature of the query its best match in the truth. */
  readonly ofQuery: BestMatches;
  /** Name of the execution provider; on a device, between cosines that differ by less than a float32 product's error either may win. */
  readonly provider: string;
}

/** Pairs of features, each feature in at most one; ascending by the truth's feature. */
export interface Matching {
  readonly truthFeature_N: Uint32Array;
  readonly queryFeature_N: Uint32Array;
  readonly cosine_N: Float32Array;
  /** Mean of `cosine_N`; 0 when there are no pairs. */
  readonly meanCosine: number;
  /** Whether no other pairing has a larger total cosine; otherwise the pairs are mutual nearest neighbours. */
  readonly exact: boolean;
}

/** What is compared by chance: as many random unit vectors as there are features. */
export interface BaselineRequest {
  readonly truthCount: number;
  readonly queryCount: number;
  readonly width: number;
  readonly seed: number;
  /** 8 when it is left out. */
  readonly draws?: number;
  /** Vectors whose mean and covariance the random ones have; without it every direction is as likely as any other. */
  readonly like?: VectorSource;
}

/** One number a draw. */
export interface Baseline {
  readonly meanMaxCosine: DrawStatistics;
  readonly reverse: DrawStatistics;
}

export interface DrawStatistics {
  readonly draws: readonly number[];
  readonly mean: number;
  /** Standard deviation over the draws, with n - 1; 0 for one draw. */
  readonly deviation: number;
}

export interface NearestRequest {
  readonly among: VectorSource;
  /** Q vectors, row-major. */
  readonly query_QD: Float32Array;
  /** D. */
  readonly width: number;
  /** How many to find for each. */
  readonly count: number;
  /** A feature to leave out for each query, such as the one whose vector it is; -1 for none. */
  readonly excluded_Q?: Int32Array;
}

/** Of one query: by falling cosine, among equals by rising index. */
export interface NearestFeatures {
  readonly feature_N: Uint32Array;
  readonly cosine_N: Float32Array;
}

export interface ComparisonOptions {
  /** Looked at between the pieces of the work, which take a second at most; then CANCELLED is thrown. */
  readonly signal?: AbortSignal;
  /** The share that is done, from 0 to 1, rising. */
  readonly onProgress?: (share: number) => void;
}

/**
 * All methods throw FILE_NOT_FOUND, DICTIONARY_FILE_INVALID (also for weights that are not finite), FEATURE_NOT_FOUND,
 * DICTIONARY_WIDTH_MISMATCH, ARGUMENT_INVALID for an empty set of features, CANCELLED and ENGINE_CRASHED.
 */
export interface DictionaryComparer {
  /** Mean max cosine similarity in both directions; a dictionary may be compared with itself. */
  compareDictionaries(pair: VectorPair, options?: ComparisonOptions): Promise<Comparison>;
  /** One-to-one; vectors of length 0 have no partner. */
  matchFeatures(pair: VectorPair, options?: ComparisonOptions): Promise<Matching>;
  /** The same for the same seed. */
  compareRandomVectors(request: BaselineRequest, options?: ComparisonOptions): Promise<Baseline>;
  /** One entry a query, in the order of the queries. */
  nearestFeatures(request: NearestRequest, options?: Pick<ComparisonOptions, 'signal'>): Promise<NearestFeatures[]>;
}
