/** Where a dictionary's canonical weights are: a pruning has none of its own and uses its root's. */
import type { DictionaryRecord } from '../domain/dictionary.js';
import { ResearchError } from '../domain/errors.js';
import type { Store } from '../store/store.js';

/** Throws STORE_CORRUPT when the root of a pruning is not registered any more. */
export function weightsFolder(store: Pick<Store, 'dictionaries' | 'blobs'>, dictionary: DictionaryRecord): string {
  return store.blobs.dictionaryFolder(rootOf(store, dictionary).digest);
}

/** The dictionary itself, or the one at the beginning of its chain of prunings. Throws as `weightsFolder`. */
export function rootOf({ dictionaries }: Pick<Store, 'dictionaries'>, dictionary: DictionaryRecord): DictionaryRecord {
  const { pruning, name } = dictionary;
  if (pruning === undefined) return dictionary;
  const root = dictionaries.find(pruning.root);
  if (root) return root;
  const message = `"${name}" is a pruning of "${pruning.root}", which is not registered any more.`;
  const fix = `Import "${pruning.root}" again, or remove "${name}".`;
  throw new ResearchError('STORE_CORRUPT', message, { fix });
}
