/** Keeps account of the graphs that are open: what of them is listed, which provider runs them, and who else uses them. */
import type { ExecutionProvider, LoadedArtifact } from './engine.js';
import { createLoadedArtifacts } from './loaded-artifacts.js';
import { weightBytes } from './models/weight-bytes.js';
import type { ProviderStatus } from './provider-status.js';
import { createUseCounts } from './use-counts.js';
import type { OpenedGraph } from './worker/protocol.js';

/** A graph file and what it belongs to. */
export interface AccountedGraph {
  readonly kind: LoadedArtifact['kind'];
  readonly name: string;
  readonly path: string;
}

export interface GraphAccounts {
  readonly providers: readonly ExecutionProvider[];
  readonly loaded: readonly LoadedArtifact[];
  /** Counts one more user of the artefact. */
  add(graph: AccountedGraph, opened: OpenedGraph): Promise<void>;
  /** Counts one user of the artefact less. */
  drop(kind: LoadedArtifact['kind'], name: string): void;
  /** Counts one more user of the graph file. */
  use(path: string): void;
  /** Counts one user of each graph file less; those that nobody uses any more. */
  leave(paths: readonly string[]): string[];
}

export function createGraphAccounts(status: ProviderStatus): GraphAccounts {
  const artifacts = createLoadedArtifacts();
  const uses = createUseCounts();
  const bytesOf = new Map<string, number>();
  return {
    get providers() {
      return status.providers;
    },
    get loaded() {
      return artifacts.list;
    },
    async add({ kind, name, path }, opened) {
      status.record(opened);
      const bytes = bytesOf.get(path) ?? (await weightBytes(path));
      bytesOf.set(path, bytes);
      artifacts.add({ kind, name, bytes, provider: opened.provider });
    },
    drop: (kind, name) => void artifacts.remove(kind, name),
    use: (path) => uses.add(path),
    leave: (paths) => paths.filter((path) => uses.remove(path)),
  };
}
