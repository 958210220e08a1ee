/** A look-up that reads each key only the first time it is asked for. */
import type { Lookup } from '../../resolvers/loader.js';

/** `nameOf` tells keys apart. */
export function memoLookup<K, V>(read: (key: K) => V, nameOf: (key: K) => string): Lookup<K, V> {
  const known = new Map<string, V>();
  return {
    get(key) {
      const name = nameOf(key);
      if (known.has(name)) return known.get(name) as V;
      const value = read(key);
      known.set(name, value);
      return value;
    },
  };
}
