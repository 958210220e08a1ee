/** How often a dictionary's features fire, from a harvest. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { HarvestRecord } from '../../domain/harvest.js';
import type { Store } from '../../store/store.js';
import { frequencyOf } from '../features/feature-order.js';
import type { HarvestService } from '../services.js';

export interface FrequencySource {
  readonly store: Pick<Store, 'dictionaries' | 'harvests'>;
  readonly harvests: Pick<HarvestService, 'find'>;
}

export interface KnownFrequencies {
  readonly harvest: HarvestRecord;
  /** Share of the counted tokens on which each index fires. */
  readonly frequency_F: Float64Array;
}

/** As `getHarvest`, with the frequencies in it. */
export function getFrequencies(
  source: FrequencySource,
  dictionary: DictionaryRecord,
  corpus: string | undefined,
): KnownFrequencies {
  const harvest = getHarvest(source, dictionary, corpus);
  const { firings_F } = source.store.harvests.open(harvest.id).columns;
  return { harvest, frequency_F: firings_F.map((firings) => frequencyOf(firings, harvest.tokens)) };
}

/**
 * The newest harvest of the dictionary, on the corpus when one is named; of a pruning without a harvest of its own, that of
 * one of the dictionaries it was made from, since a removal changes nothing of what is left. Throws CORPUS_NOT_FOUND, and
 * NOT_HARVESTED when there is none.
 */
export function getHarvest(
  source: FrequencySource,
  dictionary: DictionaryRecord,
  corpus: string | undefined,
): HarvestRecord {
  const harvest = findInChain(source, dictionary, corpus);
  if (harvest === undefined) throw notHarvested(dictionary, corpus);
  return harvest;
}

function findInChain(
  source: FrequencySource,
  { name, pruning }: DictionaryRecord,
  corpus: string | undefined,
): HarvestRecord | undefined {
  const harvest = source.harvests.find(name, corpus);
  if (harvest !== undefined || pruning === undefined) return harvest;
  const parent = source.store.dictionaries.find(pruning.of);
  return parent && findInChain(source, parent, corpus);
}

function notHarvested({ name }: DictionaryRecord, corpus: string | undefined): ResearchError {
  const where = corpus === undefined ? '' : ` on "${corpus}"`;
  const message = `"${name}" has no harvest${where}, which says how often its features fire.`;
  const fix = `Run \`saeql harvest ${name} --corpus ${corpus ?? 'CORPUS'}\`.`;
  return new ResearchError('NOT_HARVESTED', message, { at: corpus === undefined ? 'dictionary' : 'corpus', fix });
}
