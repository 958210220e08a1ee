/** Opens graphs in workers and keeps account of them: what is loaded, and by which provider. */
import type { DictionaryFiles, EngineOptions, ExecutionProvider, LoadedArtifact, ModelFiles } from './engine.js';
import { createLoadedArtifacts } from './loaded-artifacts.js';
import { openCutGraph } from './models/model-graph.js';
import type { ModelGraph } from './models/model-graph.js';
import { prepareGraph, prepareSegments } from './models/prepare-graph.js';
import type { SplitCut } from './models/prepare-graph.js';
import { weightBytes } from './models/weight-bytes.js';
import { createProviderStatus } from './provider-status.js';
import { createGraphRunner } from './worker/graph-runner.js';
import type { GraphRunner } from './worker/graph-runner.js';
import { createUseCounts } from './use-counts.js';
import type { OpenedGraph } from './worker/protocol.js';
import { createWorkerHost } from './worker/worker-host.js';

/** A dictionary and the path of a graph that uses its weights. */
export interface DictionaryGraph {
  readonly files: DictionaryFiles;
  readonly graph: string;
}

export interface GraphLibrary {
  readonly providers: readonly ExecutionProvider[];
  readonly loaded: readonly LoadedArtifact[];
  /** The model's graph cut to these outputs, in the model's own worker. */
  openModel(files: ModelFiles, outputs: readonly string[]): Promise<ModelGraph>;
  /** The segments of the model's graph, in the model's own worker; each must be released. */
  openSegments(files: ModelFiles, cut: SplitCut): Promise<ModelGraph[]>;
  /** Opens graphs of dictionaries in the worker of a model. */
  openDictionaries(graph: ModelGraph, graphs: readonly DictionaryGraph[]): Promise<void>;
  /** Closes those graphs of dictionaries that nobody else has open. */
  releaseDictionaries(graph: ModelGraph, graphs: readonly DictionaryGraph[]): Promise<void>;
  /** Closes those of the segments that nobody else has open. */
  releaseSegments(segments: readonly ModelGraph[]): Promise<void>;
  close(): Promise<void>;
}

export function createGraphLibrary(options: EngineOptions): GraphLibrary {
  const status = createProviderStatus(options.providers);
  const artifacts = createLoadedArtifacts();
  const runners = new Map<string, GraphRunner>();
  const bytesOf = new Map<string, number>();
  const uses = createUseCounts();

  function runnerOf({ folder }: ModelFiles): GraphRunner {
    // Two WebGPU sessions share one device context that only one thread may use.
    const key = options.providers.includes('webgpu') ? '' : folder;
    const known = runners.get(key);
    if (known) return known;
    const runner = createGraphRunner(createWorkerHost({ settings: options }));
    runners.set(key, runner);
    return runner;
  }

  async function account(kind: LoadedArtifact['kind'], name: string, path: string, opened: OpenedGraph): Promise<void> {
    status.record(opened);
    const bytes = bytesOf.get(path) ?? (await weightBytes(path));
    bytesOf.set(path, bytes);
    artifacts.add({ kind, name, bytes, provider: opened.provider });
  }

  async function releaseUnused(runner: GraphRunner, graphs: readonly string[]): Promise<void> {
    await runner.release(graphs.filter((graph) => uses.remove(graph)));
  }

  async function openModel(files: ModelFiles, path: string): Promise<ModelGraph> {
    const graph = await openCutGraph(files, path, runnerOf(files));
    await account('model', files.model.name, path, graph.opened);
    return graph;
  }

  async function releaseDictionaries(runner: GraphRunner, graphs: readonly DictionaryGraph[]): Promise<void> {
    for (const { files } of graphs) artifacts.remove('dictionary', files.dictionary.name);
    await releaseUnused(
      runner,
      graphs.map(({ graph }) => graph),
    );
  }

  return {
    get providers() {
      return status.providers;
    },
    get loaded() {
      return artifacts.list;
    },
    async openModel(files, outputs) {
      return openModel(files, await prepareGraph(files, { outputs: [...new Set(outputs)].sort() }));
    },
    async openSegments(files, cut) {
      const segments: ModelGraph[] = [];
      for (const path of await prepareSegments(files, cut)) {
        segments.push(await openModel(files, path));
        uses.add(path);
      }
      return segments;
    },
    async openDictionaries({ runner }, graphs) {
      for (const [done, { files, graph }] of graphs.entries()) {
        try {
          await account('dictionary', files.dictionary.name, graph, await runner.open(graph));
          uses.add(graph);
        } catch (error) {
          await releaseDictionaries(runner, graphs.slice(0, done));
          throw error;
        }
      }
    },
    releaseDictionaries: ({ runner }, graphs) => releaseDictionaries(runner, graphs),
    async releaseSegments(segments) {
      for (const { runner, path } of segments) await releaseUnused(runner, [path]);
    },
    async close() {
      await Promise.all([...runners.values()].map((runner) => runner.close()));
      runners.clear();
    },
  };
}
