/** How alike dictionaries are, as the command line and the resolvers ask for it. */
import type { FeatureKey } from '../domain/feature.js';
import type { Histogram } from '../domain/harvest.js';
import type { JobRecord } from '../domain/job.js';
import type { Page, PageRequest } from '../domain/page.js';
import type {
  ChanceValues,
  DictionaryVectors,
  FeatureCosine,
  FeaturePair,
  MatchOrder,
  SimilarityInput,
  SimilarityMatrixInput,
  SimilarityMatrixRecord,
  SimilarityRecord,
} from '../domain/similarity.js';
import type { Asker } from './engine-services.js';

/** What was found, and the names by which it was asked for; a name stands for the content that was compared. */
export interface NamedSimilarity {
  readonly record: SimilarityRecord;
  readonly truth: string;
  readonly query: string;
}

export interface NamedMatrix {
  readonly record: SimilarityMatrixRecord;
  readonly dictionaries: readonly string[];
}

export interface MatchPageRequest extends PageRequest {
  readonly orderBy: MatchOrder;
}

/** Which features are nearest to one. */
export interface NearestWanted {
  readonly feature: FeatureKey;
  /** Its own when it is left out; the feature itself is then not among the nearest. */
  readonly dictionary?: string;
  readonly vectors: DictionaryVectors;
  readonly first: number;
}

/**
 * Similarities are kept by content: the same dictionaries under other names have the same, and one whose weights or alive
 * features changed has none yet.
 */
export interface SimilarityService {
  /** Undefined until it has been computed. Throws what `start` throws, except for empty sets of features. */
  find(input: SimilarityInput): NamedSimilarity | undefined;
  /** Undefined also when no dictionary has the content any more. */
  findById(id: string): NamedSimilarity | undefined;
  /**
   * Checks the input whole, then queues the job (also for random vectors that are wanted and not there yet), or returns the unfinished one of the same input, or a finished one where the
   * same content was compared before. Throws DICTIONARY_NOT_FOUND, CORPUS_NOT_FOUND, DICTIONARY_WIDTH_MISMATCH, NOT_HARVESTED,
   * and ARGUMENT_INVALID for an alive rule that leaves nothing.
   */
  start(input: SimilarityInput): JobRecord;
  /** What random vectors with the mean and covariance of the truth's reach; undefined until `start` was asked for them. */
  covarianceBaseline(record: SimilarityRecord): ChanceValues | undefined;
  /** Share of the truth's features whose largest cosine is above the threshold. */
  fractionAbove(record: SimilarityRecord, threshold: number): number;
  /** Of the truth's largest cosines, from -1 to 1. */
  histogram(record: SimilarityRecord, bins: number): Histogram;
  /** Share of the one-to-one pairs whose cosine is above the threshold; 0 without pairs. */
  matchedFractionAbove(record: SimilarityRecord, threshold: number): number;
  /** Null until both kinds of vectors have been compared. */
  encoderDecoderAgreement(record: SimilarityRecord, threshold: number): number | null;
  matches(similarity: NamedSimilarity, request: MatchPageRequest): Page<FeaturePair>;
  /** One entry a truth index; NaN for a feature that did not take part. */
  maxCosines(record: SimilarityRecord): Float32Array;
  /** One entry a truth index; 2^32 - 1 for a feature that did not take part. */
  bestMatches(record: SimilarityRecord): Uint32Array;
  findMatrix(input: SimilarityMatrixInput): NamedMatrix | undefined;
  findMatrixById(id: string): NamedMatrix | undefined;
  /** As `start`. */
  startMatrix(input: SimilarityMatrixInput): JobRecord;
  /** One answer a question; questions about one dictionary are one pass over its weights. */
  nearest(questions: readonly NearestWanted[], asker: Asker): Promise<FeatureCosine[][]>;
}
