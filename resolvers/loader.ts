/** Looks things up by key, each at most once a request, and those asked for together in one read. */

export interface Loader<K, V> {
  load(key: K): Promise<V>;
}
