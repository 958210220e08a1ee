/** Removes similarities, with the files of their arrays. */
import type { Store } from '../../store/store.js';

/** Returns whether it was there. */
export function removeSimilarity(store: Store, id: string): boolean {
  store.similarityArrays.remove(id);
  return store.similarities.remove(id);
}

/** All that the dictionary takes part in, unless another name stands for the same content. */
export function removeSimilaritiesOf(store: Store, name: string): void {
  const digest = store.dictionaries.find(name)?.digest;
  const others = store.dictionaries.names().filter((other) => other !== name);
  if (digest === undefined || others.some((other) => store.dictionaries.find(other)?.digest === digest)) return;
  const isOf = (pair: { readonly truthDigest: string; readonly queryDigest: string }): boolean =>
    pair.truthDigest === digest || pair.queryDigest === digest;
  for (const { id } of store.similarities.list([]).filter(isOf)) removeSimilarity(store, id);
  for (const { id } of store.similarityPairs.list([]).filter(isOf)) store.similarityPairs.remove(id);
  for (const { id, truthDigest } of store.chances.list([])) if (truthDigest === digest) store.chances.remove(id);
  for (const { id, digests } of store.similarityMatrices.list([]))
    if (digests.includes(digest)) store.similarityMatrices.remove(id);
}
