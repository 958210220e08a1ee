/** Hits of a scan out of its arrays. */
import type { FeatureHit, FeatureScanArrays, FeatureScanRecord } from '../../domain/feature-scan.js';
import { estimateArea, wilson } from '../../engine/index.js';

/** The hit at a place of the arrays. */
export function hitAt(
  { dictionaries, parts }: FeatureScanRecord,
  arrays: FeatureScanArrays,
  place: number,
): FeatureHit {
  const { dictionary_N, feature_N, sign_N, threshold_N, pValue_N, falseDiscoveryRate_N, cluster_N } = arrays;
  const { positives, negatives } = parts.test;
  return {
    feature: { dictionary: dictionaries[dictionary_N[place]], index: feature_N[place] },
    sign: sign_N[place] < 0 ? -1 : 1,
    auroc: estimateArea({
      area: arrays.auroc_N[place],
      deviation: arrays.aurocDeviation_N[place],
      positives,
      negatives,
    }),
    accuracy: wilson(arrays.correct_N[place], positives + negatives),
    threshold: threshold_N[place],
    pValue: pValue_N[place],
    falseDiscoveryRate: falseDiscoveryRate_N[place],
    cluster: cluster_N[place],
  };
}
