/** Outputs of graph runs that a worker keeps for the next program that asks for the same. */
import type { Tensors } from './protocol.js';

export interface RememberedOutputs {
  /** What was kept under the key, and not forgotten since. It must not be transferred. */
  find(key: string): Tensors | undefined;
  /** Keeps the outputs unless they alone are above the bound; what was not asked for longest is forgotten for them. */
  keep(key: string, outputs: Tensors): void;
}

/** @param mostBytes bound on all outputs that are kept */
export function createRememberedOutputs(mostBytes: number): RememberedOutputs {
  // A Map lists its keys in the order of insertion, so the first is the one not asked for longest.
  const kept = new Map<string, Tensors>();
  let bytes = 0;

  function forget(key: string): void {
    const outputs = kept.get(key);
    if (!outputs) return;
    kept.delete(key);
    bytes -= bytesOf(outputs);
  }

  return {
    find(key) {
      const outputs = kept.get(key);
      if (!outputs) return undefined;
      kept.delete(key);
      kept.set(key, outputs);
      return outputs;
    },
    keep(key, outputs) {
      const added = bytesOf(outputs);
      if (added > mostBytes) return;
      forget(key);
      kept.set(key, outputs);
      bytes += added;
      for (const oldest of kept.keys()) {
        if (bytes <= mostBytes) return;
        forget(oldest);
      }
    },
  };
}

function bytesOf(outputs: Tensors): number {
  return Object.values(outputs).reduce((sum, { data }) => sum + data.byteLength, 0);
}
