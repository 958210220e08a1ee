/** Opens graphs in workers and keeps account of them: what is loaded, and by which provider. */
import type { DictionaryFiles, EngineOptions, ExecutionProvider, LoadedArtifact, ModelFiles } from './engine.js';
import { createLoadedArtifacts } from './loaded-artifacts.js';
import { openModelGraph } from './models/model-graph.js';
import type { ModelGraph } from './models/model-graph.js';
import { weightBytes } from './models/weight-bytes.js';
import { createProviderStatus } from './provider-status.js';
import { createGraphRunner } from './worker/graph-runner.js';
import type { GraphRunner } from './worker/graph-runner.js';
import type { EncodeStep, OpenedGraph } from './worker/protocol.js';
import { createWorkerHost } from './worker/worker-host.js';

/** A dictionary and what the worker does for it. */
export interface DictionaryStep {
  readonly files: DictionaryFiles;
  readonly step: EncodeStep;
}

export interface GraphLibrary {
  readonly providers: readonly ExecutionProvider[];
  readonly loaded: readonly LoadedArtifact[];
  /** The model's graph cut to these outputs, in the model's own worker. */
  openModel(files: ModelFiles, outputs: readonly string[]): Promise<ModelGraph>;
  /** Opens encode graphs in the worker of a model. */
  openSteps(graph: ModelGraph, steps: readonly DictionaryStep[]): Promise<void>;
  /** Closes those encode graphs that nobody else has open. */
  releaseSteps(graph: ModelGraph, steps: readonly DictionaryStep[]): Promise<void>;
  close(): Promise<void>;
}

export function createGraphLibrary(options: EngineOptions): GraphLibrary {
  const status = createProviderStatus(options.providers);
  const artifacts = createLoadedArtifacts();
  const runners = new Map<string, GraphRunner>();
  const bytesOf = new Map<string, number>();

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

  return {
    get providers() {
      return status.providers;
    },
    get loaded() {
      return artifacts.list;
    },
    async openModel(files, outputs) {
      const graph = await openModelGraph(files, { outputs: [...new Set(outputs)].sort() }, runnerOf(files));
      await account('model', files.model.name, graph.path, graph.opened);
      return graph;
    },
    async openSteps({ runner }, steps) {
      for (const { files, step } of steps)
        await account('dictionary', files.dictionary.name, step.graph, await runner.open(step.graph));
    },
    async releaseSteps({ runner }, steps) {
      const unused = steps.filter(({ files }) => artifacts.remove('dictionary', files.dictionary.name));
      await runner.release(unused.map(({ step }) => step.graph));
    },
    async close() {
      await Promise.all([...runners.values()].map((runner) => runner.close()));
      runners.clear();
    },
  };
}
