/** Keeps account of the graphs: what of them is loaded, which provider runs them, and who has them open. */
import type { EngineOptions, ExecutionProvider, LoadedArtifact, ProviderName } from './engine.js';
import { createGraphMemory } from './graph-memory.js';
import type { GraphMemory } from './graph-memory.js';
import { createGraphNames } from './graph-names.js';
import type { NamedGraph } from './graph-names.js';
import { weightBytes } from './models/weight-bytes.js';
import type { ProviderStatus } from './provider-status.js';
import { createUseCounts } from './use-counts.js';
import type { UseCounts } from './use-counts.js';
import type { GraphRunner } from './worker/graph-runner.js';
import type { OpenedGraph } from './worker/protocol.js';

export interface GraphAccounts {
  readonly providers: readonly ExecutionProvider[];
  readonly loaded: readonly LoadedArtifact[];
  readonly memory: GraphMemory;
  /** Opens a graph that is known by a name from then on, and notes which provider runs it. */
  open(graph: NamedGraph, open: () => Promise<OpenedGraph>): Promise<OpenedGraph>;
  /** Counts one more user of the graph in this worker. */
  use(runner: GraphRunner, path: string): void;
  /** Counts one user of each graph in this worker less; those that nobody uses there any more. */
  leave(runner: GraphRunner, paths: readonly string[]): string[];
}

export function createGraphAccounts(
  { providers, memoryBudgetBytes = Infinity }: EngineOptions,
  status: ProviderStatus,
): GraphAccounts {
  const names = createGraphNames();
  const uses = new WeakMap<GraphRunner, UseCounts>();
  const memory = createGraphMemory({
    budgetBytes: memoryBudgetBytes,
    weigh: weightBytes,
    describe: names.describe,
  });
  const providerOf = new Map<string, ProviderName>();
  return {
    memory,
    get providers() {
      return status.providers;
    },
    get loaded() {
      return names.artifactsOf(
        memory.loaded.map((graph) => ({ ...graph, provider: providerOf.get(graph.path) ?? providers[0] })),
      );
    },
    async open(graph, open) {
      names.add(graph);
      const opened = await open();
      status.record(opened);
      providerOf.set(graph.path, opened.provider);
      return opened;
    },
    use(runner, path) {
      const counts = uses.get(runner) ?? createUseCounts();
      uses.set(runner, counts);
      counts.add(path);
    },
    leave: (runner, paths) => paths.filter((path) => uses.get(runner)?.remove(path) ?? true),
  };
}
