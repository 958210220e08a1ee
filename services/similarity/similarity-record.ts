/** What a comparison found, as it is stored. */
import { indexRangeOf } from '../../domain/dictionary.js';
import type {
  AliveRule,
  ChanceValues,
  SimilarityArrays,
  SimilarityRecord,
  SimilarityValues,
} from '../../domain/similarity.js';
import type { Comparison, Matching } from '../../engine/index.js';
import { version } from '../version.js';
import type { SimilarityPlan } from './similarity-plan.js';

export interface FoundSimilarity {
  readonly comparison: Comparison;
  readonly matching: Matching;
  readonly chance: ChanceValues;
  readonly alive?: AliveRule;
  readonly finishedAt: Date;
}

export function toSimilarityRecord(
  id: string,
  { truth, query }: SimilarityPlan,
  found: FoundSimilarity,
): SimilarityRecord {
  const { comparison, matching, chance, alive, finishedAt } = found;
  return {
    id,
    truth: truth.dictionary.name,
    query: query.dictionary.name,
    truthDigest: truth.dictionary.digest,
    queryDigest: query.dictionary.digest,
    truthContent: truth.content,
    queryContent: query.content,
    truthIndexRange: indexRangeOf(truth.dictionary),
    vectors: truth.vectors,
    ...(alive && { alive }),
    ...valuesOf(comparison),
    ...chance,
    matched: { meanCosine: matching.meanCosine, count: matching.cosine_N.length, exact: matching.exact },
    provider: comparison.provider,
    version,
    finishedAt: finishedAt.toISOString(),
  };
}

export function valuesOf({ ofTruth, ofQuery }: Comparison): SimilarityValues {
  return {
    meanMaxCosine: ofTruth.meanMaxCosine,
    reverse: ofQuery.meanMaxCosine,
    truthCount: ofTruth.feature_N.length,
    queryCount: ofQuery.feature_N.length,
    truthZeroVectors: ofTruth.zeroVectors,
    queryZeroVectors: ofQuery.zeroVectors,
  };
}

export function toSimilarityArrays({ ofTruth, ofQuery }: Comparison, matching: Matching): SimilarityArrays {
  return {
    truthFeature_N: ofTruth.feature_N,
    truthCosine_N: ofTruth.cosine_N,
    truthMatch_N: ofTruth.match_N,
    queryFeature_N: ofQuery.feature_N,
    queryCosine_N: ofQuery.cosine_N,
    queryMatch_N: ofQuery.match_N,
    pairTruth_N: matching.truthFeature_N,
    pairQuery_N: matching.queryFeature_N,
    pairCosine_N: matching.cosine_N,
  };
}
