/** Importing a dictionary: its weights are made canonical and kept in the store, at a hook point that fits them. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import type { ModelRecord } from '../../domain/model.js';
import { parseName } from '../../domain/name.js';
import {
  dictionaryDigest,
  readDictionary,
  readFeatureVectors,
  tellPrecision,
  writeDictionaryWeights,
  type ImportedDictionary,
} from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import type { CatalogService, ImportService } from '../services.js';
import { placesOf, type DictionaryPlaces } from './dictionary-places.js';
import { findSame, register } from './register.js';
import { isSameDictionary } from './same-dictionary.js';

export interface DictionaryImportOptions {
  readonly store: Pick<Store, 'dictionaries' | 'blobs'>;
  readonly catalog: CatalogService;
}

/** The same weights, model and hook points under the same name give the record that is there. */
export function createDictionaryImport({ store, catalog }: DictionaryImportOptions): ImportService['importDictionary'] {
  return async ({ path, name, model: modelName, architecture, k, ...wanted }) => {
    parseName(name);
    const model = catalog.getModel(modelName);
    const imported = await readDictionary(path, { architecture, k });
    try {
      const places = placesOf(imported, model, wanted);
      const told = { ...imported, provenance: await tellPrecision(imported) };
      const record = toRecord(name, told, { ...places, model, digest: await dictionaryDigest(imported) });
      findSame(store.dictionaries, record, isSameDictionary);
      const kept = store.blobs.dictionaryFolder(record.digest);
      if (await isDamaged(kept, record)) store.blobs.removeFolder(kept);
      await store.blobs.createFolder(kept, (folder) => writeDictionaryWeights(folder, imported));
      return register(store.dictionaries, record, isSameDictionary);
    } finally {
      await imported.close();
    }
  };
}

/** Importing again mends weights that were cut short in the store. */
async function isDamaged(folder: string, record: DictionaryRecord): Promise<boolean> {
  try {
    await readFeatureVectors(folder, record, [record.size - 1]);
    return false;
  } catch {
    return true;
  }
}

interface Place extends DictionaryPlaces {
  readonly model: ModelRecord;
  readonly digest: string;
}

function toRecord(name: string, imported: ImportedDictionary, place: Place): DictionaryRecord {
  const { architecture, size, width, outputWidth, forward, provenance } = imported;
  const { model, hookPoint, outputHookPoint, digest } = place;
  return {
    name,
    model: model.name,
    hookPoint: hookPoint.name,
    outputHookPoint: outputHookPoint.name,
    architecture,
    size,
    width,
    ...(outputWidth !== width && { outputWidth }),
    digest,
    forward,
    provenance,
  };
}
