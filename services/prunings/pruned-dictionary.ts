/** A dictionary without some of its features, as a view over the weights of its root. */
import { createHash } from 'node:crypto';
import { indexRangeOf, type DictionaryRecord, type Pruning } from '../../domain/dictionary.js';
import { encodeIndexSet } from '../../domain/index-set.js';
import { removedIndices } from '../../domain/surviving-features.js';

export interface PruningPlan {
  readonly name: string;
  /** The dictionary at the beginning of the chain: `of` itself unless that is a pruning. */
  readonly root: DictionaryRecord;
  readonly of: DictionaryRecord;
  /** Indices below the range; those that are gone already, and repetitions, change nothing. */
  readonly removed: Iterable<number>;
}

export type PrunedDictionary = DictionaryRecord & { readonly pruning: Pruning };

/** The record of the pruning; nothing is written. */
export function prunedDictionary({ name, root, of, removed }: PruningPlan): PrunedDictionary {
  const indexRange = indexRangeOf(of);
  const gone = new Set([...(of.pruning ? removedIndices(of.pruning) : []), ...removed]);
  const goneIndices = encodeIndexSet(gone, indexRange);
  const size = indexRange - gone.size;
  const pruning = { of: of.name, root: root.name, removed: of.size - size, indexRange, goneIndices };
  const digest = gone.size === 0 ? root.digest : pruningDigest(root, goneIndices);
  return { ...of, name, size, digest, pruning };
}

/**
 * SHA-256, in hexadecimal, over the root's digest and the indices that are gone, so that prunings that compute the same have
 * the same, however they came about. One that removes nothing computes what its root does, and has the root's.
 */
function pruningDigest(root: DictionaryRecord, goneIndices: string): string {
  return createHash('sha256')
    .update(JSON.stringify({ root: root.digest, goneIndices }))
    .digest('hex');
}
