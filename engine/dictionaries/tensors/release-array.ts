/** Gives the memory of a large array back before the next one is allocated. */

/**
 * Empties the array: whatever still refers to it, as a suspended function does to its last values, holds no memory any more. Without
 * this two tensors are in memory where one was meant to be. For arrays that nobody else uses.
 */
export function releaseArray({ buffer }: Float32Array | Int8Array): void {
  if (buffer instanceof ArrayBuffer) structuredClone(buffer, { transfer: [buffer] });
}
