/** Counts what a harvest says of a dictionary's features as a whole. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import type { HarvestRecord } from '../../domain/harvest.js';
import { survivorMask } from '../../domain/surviving-features.js';
import type { FeatureColumns } from '../../store/store.js';

/** Features that a pruning removed never fire either, but they are none of its features: they are not counted as dead. */
export function countFeatures(
  dictionary: DictionaryRecord,
  { firings_F }: Pick<FeatureColumns, 'firings_F'>,
  tokens: number,
): Pick<HarvestRecord, 'dead' | 'over10Percent'> {
  const survives_F = survivorMask(dictionary);
  const count = (accept: (firings: number) => boolean): number =>
    firings_F.reduce((sum, firings, index) => sum + (survives_F[index] === 1 && accept(firings) ? 1 : 0), 0);
  return { dead: count((firings) => firings === 0), over10Percent: count((firings) => firings * 10 > tokens) };
}
