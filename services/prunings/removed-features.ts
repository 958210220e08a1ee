/** Which features of a dictionary a pruning removes. */
import { indexRangeOf, type DictionaryRecord } from '../../domain/dictionary.js';
import { featureNotFound, survivingIndices } from '../../domain/surviving-features.js';

/** Shares of the counted tokens; a feature on a bound stays. */
export interface FrequencyBounds {
  readonly maxFrequency?: number;
  readonly minFrequency?: number;
}

/** Indices of the dictionary's features that fire more often, or less often, than the bounds allow, ascending. */
export function outsideOf(
  { maxFrequency = Infinity, minFrequency = 0 }: FrequencyBounds,
  dictionary: DictionaryRecord,
  frequency_F: Float64Array,
): number[] {
  return Array.from(survivingIndices(dictionary)).filter(
    (index) => frequency_F[index] > maxFrequency || frequency_F[index] < minFrequency,
  );
}

/**
 * Returns the indices; an index that is listed twice, or gone already, is harmless. Throws FEATURE_NOT_FOUND for one that the
 * dictionary never had.
 */
export function parseRemoved(indices: readonly number[], dictionary: DictionaryRecord): readonly number[] {
  const range = indexRangeOf(dictionary);
  const unknown = indices.find((index) => !Number.isInteger(index) || index < 0 || index >= range);
  if (unknown !== undefined) throw featureNotFound(dictionary, unknown, 'removeFeatures');
  return indices;
}
