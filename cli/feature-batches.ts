/** Goes through all features of a dictionary in batches. */

/** Features read and written together: it bounds memory, and makes consecutive features one read of the store. */
const batchSize = 256;

/** Consecutive indices from 0 up to, not including, `size`; ends early when the signal is aborted. */
export function* featureBatches(size: number, signal: AbortSignal): Generator<number[]> {
  for (let start = 0; start < size && !signal.aborted; start += batchSize) {
    yield Array.from({ length: Math.min(batchSize, size - start) }, (_, offset) => start + offset);
  }
}
