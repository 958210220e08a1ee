/** Keeps the list of what is loaded, as long as anyone uses it. */
import type { LoadedArtifact } from './engine.js';

export interface LoadedArtifacts {
  readonly list: readonly LoadedArtifact[];
  /** Counts one more user; of several graphs of one model the largest is listed. */
  add(artifact: LoadedArtifact): void;
  /** Counts one user less; true when it was the last. */
  remove(kind: LoadedArtifact['kind'], name: string): boolean;
}

interface Counted {
  readonly artifact: LoadedArtifact;
  readonly users: number;
}

export function createLoadedArtifacts(): LoadedArtifacts {
  const loaded = new Map<string, Counted>();
  const keyOf = (kind: string, name: string): string => `${kind}:${name}`;
  return {
    get list() {
      return [...loaded.values()].map(({ artifact }) => artifact);
    },
    add(artifact) {
      const key = keyOf(artifact.kind, artifact.name);
      const known = loaded.get(key);
      const bytes = Math.max(artifact.bytes, known?.artifact.bytes ?? 0);
      loaded.set(key, { artifact: { ...artifact, bytes }, users: (known?.users ?? 0) + 1 });
    },
    remove(kind, name) {
      const key = keyOf(kind, name);
      const known = loaded.get(key);
      if (!known) return false;
      if (known.users === 1) return loaded.delete(key);
      loaded.set(key, { ...known, users: known.users - 1 });
      return false;
    },
  };
}
