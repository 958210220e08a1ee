/** The dictionaries and features that interventions name, as the engine takes them. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { FeatureKey } from '../../domain/feature.js';
import type { ModelRecord } from '../../domain/model.js';
import { featureNotFound, survivorMask } from '../../domain/surviving-features.js';
import type { DictionaryFiles, WatchedFeatures } from '../../engine/engine.js';
import { groupPlaces } from '../group-places.js';
import { filesOfDictionary } from '../inference/files.js';
import type { InterventionOptions } from './intervention-parts.js';

export interface KnownDictionaries {
  /** Throws DICTIONARY_NOT_FOUND, and ARGUMENT_INVALID for a dictionary of another model. */
  get(name: string, at: string): DictionaryRecord;
  files(dictionary: DictionaryRecord): DictionaryFiles;
  /** Throws FEATURE_NOT_FOUND for an index that the dictionary never had, and for one that a pruning removed. */
  checkIndices(dictionary: DictionaryRecord, indices: readonly number[], at: string): void;
}

/** Looked up once each: a request names the same few again and again. */
export function createKnownDictionaries(
  { catalog, store }: Pick<InterventionOptions, 'catalog' | 'store'>,
  model: ModelRecord,
): KnownDictionaries {
  const masks = new Map<string, Uint8Array>();
  return {
    get(name, at) {
      const dictionary = catalog.getDictionary(name);
      if (dictionary.model === model.name) return dictionary;
      const message = `"${name}" is a dictionary of the model "${dictionary.model}", not of "${model.name}".`;
      throw new ResearchError('ARGUMENT_INVALID', message, { at });
    },
    files: (dictionary) => filesOfDictionary(store, dictionary),
    checkIndices(dictionary, indices, at) {
      const mask_F = masks.get(dictionary.name) ?? survivorMask(dictionary);
      masks.set(dictionary.name, mask_F);
      const missing = indices.find((index) => mask_F[index] !== 1);
      if (missing !== undefined) throw featureNotFound(dictionary, missing, at);
    },
  };
}

/** Features to watch, by dictionary in the order of their first mention; indices as they were listed. */
export function readWatched(features: readonly FeatureKey[], known: KnownDictionaries): WatchedFeatures[] {
  return [...groupPlaces(features, ({ dictionary }) => dictionary)].map(([name, places]) => {
    const dictionary = known.get(name, 'watch');
    const indices = places.map((place) => features[place].index);
    known.checkIndices(dictionary, indices, 'watch');
    return { dictionary: known.files(dictionary), indices };
  });
}
