/** Tells a run that found no memory from one that failed otherwise. */

/** A run needed more memory than the device, or this machine, has left; with fewer sequences or rows it may fit. */
export class MemoryExhausted extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause), { cause });
  }
}

/**
 * ONNX Runtime has no code for it: these are the words of its arena (all providers), of CUDA and cuBLAS, of Dawn (WebGPU) and
 * of the C++ library.
 */
const words =
  /failed to allocate memory|ran out of memory|out of memory|memory allocation failed|ALLOC_FAILED|bad[_ ]alloc/i;

export function isMemoryExhausted(error: unknown): boolean {
  return error instanceof MemoryExhausted || (error instanceof Error && words.test(error.message));
}
