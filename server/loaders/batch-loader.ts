/** A loader that gathers the keys asked for together into one read. */
import DataLoader from 'dataloader';
import type { Loader } from '../../resolvers/loader.js';

type ReadAll<K, V> = (keys: readonly K[]) => readonly V[] | Promise<readonly V[]>;

/**
 * `readAll` answers every key, in order, or throws for any of them; the keys are then read one by one, so that who asked
 * for something that cannot be had fails alone. `nameOf` tells keys apart.
 */
export function batchLoader<K, V>(readAll: ReadAll<K, V>, nameOf: (key: K) => string): Loader<K, V> {
  return new DataLoader<K, V, string>((keys) => readSharedOrAlone(keys, readAll), { cacheKeyFn: nameOf });
}

async function readSharedOrAlone<K, V>(keys: readonly K[], readAll: ReadAll<K, V>): Promise<readonly (V | Error)[]> {
  try {
    return await readAll(keys);
  } catch (error) {
    if (keys.length === 1) throw error;
    return Promise.all(keys.map((key) => readAlone(key, readAll)));
  }
}

async function readAlone<K, V>(key: K, readAll: ReadAll<K, V>): Promise<V | Error> {
  try {
    const [value] = await readAll([key]);
    return value;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
