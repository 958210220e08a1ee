/** Hits of a scan out of its arrays. */
import type { FeatureHit, FeatureScanArrays, FeatureScanRecord } from '../../domain/feature-scan.js';
import { wilson } from '../../engine/index.js';

/** The hit at a place of the arrays. */
export function hitAt({ dictionaries, parts }: FeatureScanRecord, arrays: FeatureScanArrays, place: number): FeatureHit {
  const { dictionary_N, feature_N, sign_N, threshold_N, pValue_N, falseDiscoveryRate_N, cluster_N } = arrays;
  const [value, low, high] = [arrays.auroc_N[place], arrays.aurocLow_N[place], arrays.aurocHigh_N[place]];
  return {
    feature: { dictionary: dictionaries[dictionary_N[place]], index: feature_N[place] },
    sign: sign_N[place] < 0 ? -1 : 1,
    auroc: { value, low, high, method: 'DeLong', n: parts.test },
    accuracy: wilson(arrays.correct_N[place], parts.test),
    threshold: threshold_N[place],
    pValue: pValue_N[place],
    falseDiscoveryRate: falseDiscoveryRate_N[place],
    cluster: cluster_N[place],
  };
}
