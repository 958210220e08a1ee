/** Importing a dictionary: its weights are made canonical and kept in the store, at a hook point that fits them. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import { getHookPoint, type HookPoint } from '../../domain/hook-point.js';
import type { ModelRecord } from '../../domain/model.js';
import { parseName } from '../../domain/name.js';
import {
  dictionaryDigest,
  readDictionary,
  readFeatureVectors,
  writeDictionaryWeights,
  type ImportedDictionary,
} from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import type { CatalogService, ImportService } from '../services.js';
import { findSame, register } from './register.js';

export interface DictionaryImportOptions {
  readonly store: Pick<Store, 'dictionaries' | 'blobs'>;
  readonly catalog: CatalogService;
}

/** The same weights, model and hook point under the same name give the record that is there. */
export function createDictionaryImport({ store, catalog }: DictionaryImportOptions): ImportService['importDictionary'] {
  return async ({ path, name, model: modelName, hookPoint, architecture, k }) => {
    parseName(name);
    const model = catalog.getModel(modelName);
    const imported = await readDictionary(path, { architecture, k });
    try {
      const places = { hookPoint: placeOf(imported, model, hookPoint) };
      const record = toRecord(name, imported, { ...places, model, digest: await dictionaryDigest(imported) });
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

/** The hook point that was asked for or that the file names, when the dictionary fits it. */
function placeOf(imported: ImportedDictionary, model: ModelRecord, wanted: string | undefined): HookPoint {
  const name = wanted ?? imported.hookPoint;
  if (name === undefined) {
    const fix = `Say which of the model's hook points it reads, such as ${model.hookPoints.at(-1)?.name ?? 'mlp_out.0'}.`;
    throw new ResearchError('ARGUMENT_INVALID', 'The dictionary does not say its hook point.', {
      at: 'hookPoint',
      fix,
    });
  }
  const hookPoint = getHookPoint(name, model.hookPoints);
  if (hookPoint.width === imported.width) return hookPoint;
  const message = `The dictionary is ${imported.width} wide, ${hookPoint.name} of "${model.name}" is ${hookPoint.width}.`;
  throw new ResearchError('DICTIONARY_WIDTH_MISMATCH', message, { at: 'hookPoint' });
}

interface Place {
  readonly model: ModelRecord;
  readonly hookPoint: HookPoint;
  readonly digest: string;
}

function toRecord(name: string, imported: ImportedDictionary, { model, hookPoint, digest }: Place): DictionaryRecord {
  const { architecture, size, width, forward, provenance } = imported;
  return {
    name,
    model: model.name,
    hookPoint: hookPoint.name,
    outputHookPoint: hookPoint.name,
    architecture,
    size,
    width,
    digest,
    forward,
    provenance,
  };
}

function isSameDictionary(existing: DictionaryRecord, wanted: DictionaryRecord): boolean {
  return (
    existing.digest === wanted.digest && existing.model === wanted.model && existing.hookPoint === wanted.hookPoint
  );
}
