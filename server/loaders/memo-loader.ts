/** A loader that reads each key at once, and only the first time it is asked for. */
import type { Loader } from '../../resolvers/loader.js';

/** `nameOf` tells keys apart. A failure is kept too: everyone who asks for the key gets it. */
export function memoLoader<K, V>(read: (key: K) => V, nameOf: (key: K) => string): Loader<K, V> {
  const known = new Map<string, Promise<V>>();
  const readAsync = async (key: K): Promise<V> => read(key);
  return {
    load(key) {
      const name = nameOf(key);
      const found = known.get(name) ?? readAsync(key);
      known.set(name, found);
      return found;
    },
  };
}
