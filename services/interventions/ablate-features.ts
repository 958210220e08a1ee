/** Features set to nothing, or to what they are on average. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { Intervention } from '../../domain/intervention.js';
import type { ActivationEdit } from '../../engine/engine.js';
import type { PlacedReading } from './intervention-reading.js';

type FeatureAblation = Extract<Intervention, { readonly kind: 'ablateFeatures' }>;

/** Of one intervention. */
const mostFeatures = 65_536;

/** One edit a feature; one that is listed twice counts once. Throws FEATURE_NOT_FOUND, and NOT_HARVESTED for a mean. */
export function ablateFeatures(ablation: FeatureAblation, reading: PlacedReading): ActivationEdit[] {
  const { known, at } = reading;
  const dictionary = known.get(ablation.dictionary, at);
  const indices = [...new Set(ablation.indices)];
  if (indices.length > mostFeatures) {
    const message = `${indices.length} features are to be ablated; ${mostFeatures} are allowed.`;
    throw new ResearchError('ARGUMENT_INVALID', message, { at: `${at}.indices` });
  }
  known.checkIndices(dictionary, indices, `${at}.indices`);
  const values =
    ablation.value === 'ZERO' ? indices.map(() => 0) : meansOf(dictionary, { ...ablation, indices }, reading);
  const files = known.files(dictionary);
  return indices.map((index, n) => ({
    ...{ kind: 'feature', dictionary: files, index, factor: 0, offset: values[n] },
    positions: undefined,
  }));
}

/** Over all counted tokens of the corpus, those included on which the feature is silent. */
function meansOf(
  { name }: DictionaryRecord,
  { corpus, indices }: FeatureAblation,
  { options, at }: PlacedReading,
): number[] {
  const harvest = options.harvests.find(name, corpus);
  if (!harvest) {
    const message = `The mean of a feature needs a harvest of "${name}"${corpus === undefined ? '' : ` on "${corpus}"`}.`;
    throw new ResearchError('NOT_HARVESTED', message, { at: `${at}.value` });
  }
  const statistics = options.features.statistics(harvest, indices);
  return statistics.map(({ frequency, meanActivation }) => frequency * (meanActivation ?? 0));
}
