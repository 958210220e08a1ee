/** One side of a comparison: a dictionary, which of its vectors, and which of its features. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { HarvestRecord } from '../../domain/harvest.js';
import type { AliveRule, DictionaryVectors } from '../../domain/similarity.js';
import { survivingIndices } from '../../domain/surviving-features.js';
import type { VectorSource } from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import { frequencyOf } from '../features/feature-order.js';
import { getHarvest } from '../prunings/known-frequencies.js';
import type { CatalogService, HarvestService } from '../services.js';
import { weightsFolder } from '../weights-folder.js';
import { refusedAt } from './refused-at.js';

export interface SideSource {
  readonly store: Pick<Store, 'dictionaries' | 'harvests' | 'blobs'>;
  readonly catalog: Pick<CatalogService, 'getDictionary'>;
  readonly harvests: Pick<HarvestService, 'find'>;
}

export interface ComparedSide {
  readonly dictionary: DictionaryRecord;
  readonly vectors: DictionaryVectors;
  /** D of these vectors. */
  readonly width: number;
  /** The same text for the same weights and the same features, whatever the name. */
  readonly content: string;
  /** The harvest that says which features are alive; absent without a rule. */
  readonly alive?: AliveFeatures;
}

interface AliveFeatures {
  readonly harvest: HarvestRecord;
  readonly minFrequency: number;
}

export interface WantedSide {
  readonly name: string;
  readonly vectors: DictionaryVectors;
  readonly alive?: AliveRule;
  /** The argument that names the dictionary. */
  readonly at: string;
}

/** Throws DICTIONARY_NOT_FOUND, CORPUS_NOT_FOUND, NOT_HARVESTED and ARGUMENT_INVALID for a frequency out of range. */
export function getSide(source: SideSource, { name, vectors, alive, at }: WantedSide): ComparedSide {
  const dictionary = refusedAt(at, () => source.catalog.getDictionary(name));
  const { width, outputWidth, digest } = dictionary;
  const side = { dictionary, vectors, width: vectors === 'DECODER' ? (outputWidth ?? width) : width };
  if (!alive) return { ...side, content: digest };
  const minFrequency = checkMinFrequency(alive.minFrequency);
  const harvest = refusedAt('alive.corpus', () => getHarvest(source, dictionary, alive.corpus));
  const content = `${digest} above ${minFrequency} in ${harvest.digest}`;
  return { ...side, content, alive: { harvest, minFrequency } };
}

/** The vectors that take part, for the engine. Throws STORE_CORRUPT, and ARGUMENT_INVALID when no feature is left. */
export function toVectorSource(source: SideSource, side: ComparedSide): VectorSource {
  const { dictionary, vectors } = side;
  const folder = weightsFolder(source.store, dictionary);
  return { name: `"${dictionary.name}"`, folder, vectors, feature_N: featuresOf(source, side) };
}

/** Indices of the features that take part, ascending; undefined for all. Throws ARGUMENT_INVALID when there is none. */
export function featuresOf({ store }: SideSource, { dictionary, alive }: ComparedSide): Uint32Array | undefined {
  if (!dictionary.pruning && !alive) return undefined;
  const surviving = survivingIndices(dictionary);
  const feature_N = alive ? surviving.filter(isAliveIn(store, alive)) : surviving;
  if (feature_N.length === 0) throw nothingLeft(dictionary.name, alive);
  return feature_N;
}

function isAliveIn(store: SideSource['store'], { harvest, minFrequency }: AliveFeatures): (index: number) => boolean {
  const { firings_F } = store.harvests.open(harvest.id).columns;
  return (index) => frequencyOf(firings_F[index], harvest.tokens) > minFrequency;
}

function checkMinFrequency(minFrequency: number): number {
  if (minFrequency >= 0 && minFrequency < 1) return minFrequency;
  const message = `"minFrequency" is ${minFrequency}; a share of at least 0 and below 1 is allowed.`;
  throw new ResearchError('ARGUMENT_INVALID', message, { at: 'alive.minFrequency' });
}

function nothingLeft(name: string, alive: AliveFeatures | undefined): ResearchError {
  if (!alive)
    return new ResearchError('ARGUMENT_INVALID', `No feature of "${name}" is left: there is nothing to compare.`);
  const { harvest, minFrequency } = alive;
  const message = `No feature of "${name}" fires on more than ${minFrequency} of the tokens of "${harvest.corpus}": there is nothing to compare.`;
  const fix = 'Lower `minFrequency`, or harvest more of the corpus.';
  return new ResearchError('ARGUMENT_INVALID', message, { at: 'alive', fix });
}
