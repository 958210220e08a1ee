/** Looks things up by key, each at most once a request. */

/** Things that are read when they are asked for; those asked for together in one read. */
export interface Loader<K, V> {
  load(key: K): Promise<V>;
}

/** Things that are at hand: there is nothing to wait for. Throws where a loader rejects. */
export interface Lookup<K, V> {
  get(key: K): V;
}
