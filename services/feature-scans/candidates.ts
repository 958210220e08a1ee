/** Which features take part in a scan. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import type { PooledFeatures } from '../../domain/pooled-activations.js';
import { survivorMask } from '../../domain/surviving-features.js';
import type { Candidates, PartRows } from '../../engine/index.js';

export interface ScannedDictionary {
  readonly dictionary: DictionaryRecord;
  readonly pooled: PooledFeatures;
  /** By index; undefined where frequency does not matter. */
  readonly frequency_F?: Float64Array;
}

/**
 * Survivors of prunings that fire no more often than allowed, and on at least one row of the fitting part: one that is silent there
 * cannot be ranked by it. Whether it fires says nothing of labels, so that leaving it out biases nothing.
 */
export function candidatesOf(
  scanned: readonly ScannedDictionary[],
  fit: Pick<PartRows, 'place_R'>,
  maxFrequency: number | undefined,
): Candidates {
  const found = scanned.map(({ dictionary, pooled, frequency_F }) => {
    const isLeft_F = survivorMask(dictionary);
    const isRare = (feature: number): boolean =>
      maxFrequency === undefined || frequency_F === undefined || frequency_F[feature] <= maxFrequency;
    return indices(isLeft_F.length).filter(
      (feature) => isLeft_F[feature] === 1 && isRare(feature) && firesOn(pooled, feature, fit),
    );
  });
  return {
    dictionary_N: Uint32Array.from(found.flatMap((features, place) => Array.from(features, () => place))),
    feature_N: Uint32Array.from(found.flatMap((features) => [...features])),
  };
}

function indices(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => index);
}

function firesOn({ start_F, row_N }: PooledFeatures, feature: number, { place_R }: Pick<PartRows, 'place_R'>): boolean {
  for (let n = start_F[feature]; n < start_F[feature + 1]; n++) if (place_R[row_N[n]] >= 0) return true;
  return false;
}
