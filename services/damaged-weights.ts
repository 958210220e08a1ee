/** Weights of the store that cannot be read: told as damage of the store, since the files that were imported may be healthy. */
import type { DictionaryRecord } from '../domain/dictionary.js';
import { ResearchError } from '../domain/errors.js';
import type { Store } from '../store/store.js';
import { rootOf, weightsFolder } from './weights-folder.js';

type Weights = Pick<Store, 'dictionaries' | 'blobs'>;

/** Does work that reads weights of the dictionaries. Throws STORE_CORRUPT for damaged ones, and what the work throws. */
export async function readWeightsOf<T>(
  store: Weights,
  dictionaries: readonly DictionaryRecord[],
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw findDamage(store, dictionaries, error) ?? error;
  }
}

const codesOfFiles: readonly string[] = ['DICTIONARY_FILE_INVALID', 'FILE_NOT_FOUND'];

function findDamage(
  store: Weights,
  dictionaries: readonly DictionaryRecord[],
  error: unknown,
): ResearchError | undefined {
  if (!(error instanceof ResearchError) || !codesOfFiles.includes(error.code)) return undefined;
  const { at = '', message } = error;
  const damaged = dictionaries.find((dictionary) => at.startsWith(weightsFolder(store, dictionary)));
  if (!damaged) return undefined;
  const folder = weightsFolder(store, damaged);
  const fix = `Restore the folder "${folder}" from a backup, or delete it and import "${rootOf(store, damaged).name}" again from its files.`;
  const told = `The stored weights of "${damaged.name}" are damaged. ${message}`;
  return new ResearchError('STORE_CORRUPT', told, { at, fix, cause: error });
}
