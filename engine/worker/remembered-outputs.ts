/** Outputs of graph runs that a worker keeps for the next program that asks for the same. */
import { bytesOf, disposeAll } from './held-tensors.js';
import type { HeldTensors } from './held-tensors.js';

export interface RememberedOutputs {
  /** What was kept under the key, and not forgotten since. It must be neither transferred nor disposed. */
  find(key: string): HeldTensors | undefined;
  /**
   * Keeps the outputs unless they alone are above the bound; what was not asked for longest is forgotten for them. Whether it
   * keeps them, and will dispose them.
   */
  keep(key: string, outputs: HeldTensors): boolean;
  /** To be called when nobody uses what was found any more. */
  disposeForgotten(): void;
}

/** @param mostBytes bound on all outputs that are kept, wherever they are */
export function createRememberedOutputs(mostBytes: number): RememberedOutputs {
  // A Map lists its keys in the order of insertion, so the first is the one not asked for longest.
  const kept = new Map<string, HeldTensors>();
  let forgotten: HeldTensors[] = [];
  let bytes = 0;

  function forget(key: string): void {
    const outputs = kept.get(key);
    if (!outputs) return;
    kept.delete(key);
    forgotten.push(outputs);
    bytes -= totalBytes(outputs);
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
      const added = totalBytes(outputs);
      if (added > mostBytes) return false;
      forget(key);
      kept.set(key, outputs);
      bytes += added;
      for (const oldest of kept.keys()) {
        if (bytes <= mostBytes) break;
        forget(oldest);
      }
      return true;
    },
    disposeForgotten() {
      const gone = forgotten;
      forgotten = [];
      for (const outputs of gone) disposeAll(Object.values(outputs));
    },
  };
}

function totalBytes(outputs: HeldTensors): number {
  return Object.values(outputs).reduce((sum, tensor) => sum + bytesOf(tensor), 0);
}
