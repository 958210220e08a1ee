/** Where the files of models and dictionaries lie, as the engine is told. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import type { ModelRecord } from '../../domain/model.js';
import type { DictionaryFiles, ModelFiles } from '../../engine/engine.js';
import type { Store } from '../../store/store.js';
import { weightsFolder } from '../weights-folder.js';

export function filesOfModel(store: Pick<Store, 'blobs'>, model: ModelRecord): ModelFiles {
  return { model, folder: store.blobs.modelFolder(model.digest) };
}

export function filesOfDictionary(
  store: Pick<Store, 'dictionaries' | 'blobs'>,
  dictionary: DictionaryRecord,
): DictionaryFiles {
  return { dictionary, folder: weightsFolder(store, dictionary) };
}
