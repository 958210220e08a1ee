/** Features set to nothing, or to what they are on average. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { HarvestRecord } from '../../domain/harvest.js';
import type { Intervention } from '../../domain/intervention.js';
import type { ActivationEdit } from '../../engine/engine.js';
import type { InterventionOptions } from './intervention-parts.js';
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
  dictionary: DictionaryRecord,
  { corpus, indices }: FeatureAblation,
  { options, at }: PlacedReading,
): number[] {
  const harvest = findHarvest(dictionary, corpus, options);
  if (!harvest) {
    const message = `The mean of a feature needs a harvest of "${dictionary.name}"${corpus === undefined ? '' : ` on "${corpus}"`}.`;
    throw new ResearchError('NOT_HARVESTED', message, { at: `${at}.value` });
  }
  const statistics = options.features.statistics(harvest, indices);
  return statistics.map(({ frequency, meanActivation }) => frequency * (meanActivation ?? 0));
}

/** Its own, or the nearest harvest in the chain that a pruning was made from: what is left of it is the same there. */
function findHarvest(
  { name, pruning }: DictionaryRecord,
  corpus: string | undefined,
  { harvests, catalog }: Pick<InterventionOptions, 'harvests' | 'catalog'>,
): HarvestRecord | undefined {
  const harvest = harvests.find(name, corpus);
  if (harvest || !pruning) return harvest;
  return findHarvest(catalog.getDictionary(pruning.of), corpus, { harvests, catalog });
}
