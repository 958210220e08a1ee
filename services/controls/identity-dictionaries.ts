/** Making a dictionary of a model's own coordinates, such as its neurons. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import { getHookPoint, type HookPoint } from '../../domain/hook-point.js';
import { parseName } from '../../domain/name.js';
import { dictionaryDigest, identityDictionary, writeDictionaryWeights } from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import { findSame, register } from '../imports/register.js';
import { isSameDictionary } from '../imports/same-dictionary.js';
import type { CatalogService, ControlService } from '../services.js';

export interface IdentityDictionariesOptions {
  readonly store: Pick<Store, 'dictionaries' | 'blobs'>;
  readonly catalog: Pick<CatalogService, 'getModel'>;
}

/** Its two square matrices are 512 MiB then. */
const mostWidth = 8192;

/** The same hook point under the same name gives the record that is there. */
export function createIdentityDictionaries({
  store,
  catalog,
}: IdentityDictionariesOptions): ControlService['createIdentityDictionary'] {
  return async ({ model: modelName, hookPoint: wanted, name }) => {
    parseName(name);
    const model = catalog.getModel(modelName);
    const hookPoint = getHookPoint(wanted, model.hookPoints);
    checkWidth(hookPoint);
    const identity = identityDictionary(hookPoint.width);
    const { architecture, size, width, forward, provenance } = identity;
    const places = { hookPoint: hookPoint.name, outputHookPoint: hookPoint.name };
    const digest = await dictionaryDigest(identity);
    const record: DictionaryRecord = {
      ...{ name, model: model.name, ...places, architecture, size, width, digest, forward, provenance },
    };
    findSame(store.dictionaries, record, isSameDictionary);
    await store.blobs.createFolder(store.blobs.dictionaryFolder(digest), (folder) =>
      writeDictionaryWeights(folder, identity),
    );
    return register(store.dictionaries, record, isSameDictionary);
  };
}

function checkWidth({ name, width }: HookPoint): void {
  if (width <= mostWidth) return;
  throw new ResearchError(
    'ARGUMENT_INVALID',
    `The activations of "${name}" have ${width} coordinates; an identity dictionary may have ${mostWidth}.`,
    { at: 'hookPoint', fix: 'Name a narrower hook point.' },
  );
}
