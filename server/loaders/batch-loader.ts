/** A loader that gathers the keys asked for together into one read. */
import DataLoader from 'dataloader';
import type { Loader } from '../../resolvers/loader.js';

/** `readAll` answers every key, in order; `nameOf` tells keys apart. */
export function batchLoader<K, V>(
  readAll: (keys: readonly K[]) => readonly V[] | Promise<readonly V[]>,
  nameOf: (key: K) => string,
): Loader<K, V> {
  return new DataLoader<K, V, string>(async (keys) => readAll(keys), { cacheKeyFn: nameOf });
}
