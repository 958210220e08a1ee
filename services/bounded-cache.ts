/** A small cache that forgets what was not used for longest. */

export interface BoundedCache<K, V> {
  /** What is kept under the key, or what `create` makes, which is then kept. */
  getOrCreate(key: K, create: () => V): V;
}

/** Keeps at most `most` values. */
export function createBoundedCache<K, V>(most: number): BoundedCache<K, V> {
  const kept = new Map<K, V>();
  return {
    getOrCreate(key, create) {
      const value = kept.has(key) ? (kept.get(key) as V) : create();
      // A Map lists its keys in the order of insertion, so the first is the one not used for longest.
      kept.delete(key);
      kept.set(key, value);
      if (kept.size > most) kept.delete(kept.keys().next().value as K);
      return value;
    },
  };
}
