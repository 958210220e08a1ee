/** Goes through all features of a dictionary in batches. */
import type { DictionaryRecord } from '../domain/dictionary.js';
import { survivingIndices } from '../domain/surviving-features.js';

/** Features read and written together: it bounds memory, and makes consecutive features one read of the store. */
const batchSize = 256;

export interface FeatureBatch {
  /** Ascending; of a pruning, those that are left. */
  readonly indices: readonly number[];
  /** Number of features before these. */
  readonly start: number;
}

/** Every feature once, in the order of indices; ends early when the signal is aborted. */
export function* featureBatches(dictionary: DictionaryRecord, signal: AbortSignal): Generator<FeatureBatch> {
  const indices = survivingIndices(dictionary);
  for (let start = 0; start < indices.length && !signal.aborted; start += batchSize) {
    yield { indices: Array.from(indices.subarray(start, start + batchSize)), start };
  }
}
