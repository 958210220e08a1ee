/** Opens graphs in workers, one worker a model, and closes them when nobody has them open any more. */
import { createBudgetedRunner } from './budgeted-runner.js';
import type {
  DictionaryFiles,
  EngineOptions,
  ExecutionProvider,
  LoadedArtifact,
  ModelFiles,
  ProviderName,
} from './engine.js';
import { createGraphAccounts } from './graph-accounts.js';
import type { GraphAccounts } from './graph-accounts.js';
import type { GraphMemory } from './graph-memory.js';
import type { ModelGraph } from './models/model-graph.js';
import { prepareGraph, prepareSegments } from './models/prepare-graph.js';
import type { SplitCut } from './models/prepare-graph.js';
import { createProviderChoice } from './provider-choice.js';
import { createProviderStatus } from './provider-status.js';
import { createProviderTest } from './provider-test.js';
import { createInTurn } from './in-turn.js';
import type { InTurn } from './in-turn.js';
import { createGraphRunner } from './worker/graph-runner.js';
import type { GraphRunner } from './worker/graph-runner.js';
import type { WorkerSettings } from './worker/protocol.js';
import { takesTurns } from './worker/takes-turns.js';
import { createWorkerHost, engineClosed } from './worker/worker-host.js';

/** A dictionary and the path of a graph that uses its weights. */
export interface DictionaryGraph {
  readonly files: DictionaryFiles;
  readonly graph: string;
  /** As for `GraphRunner.open`. */
  readonly returns?: readonly string[];
}

/** A split of a model's graph, and which of its outputs come back when it runs, as for `GraphRunner.open`. */
export interface OpenedCut extends SplitCut {
  readonly returns: readonly string[];
}

export interface HowToOpen {
  readonly returns?: readonly string[];
  /** The only one that will do; default: those that the model runs on. */
  readonly provider?: ProviderName;
}

export interface GraphLibrary {
  readonly providers: readonly ExecutionProvider[];
  readonly loaded: readonly LoadedArtifact[];
  /** Tries the providers that models may need, once. */
  tryProviders(): Promise<readonly ExecutionProvider[]>;
  /** For what belongs to no model. Throws PROVIDER_UNAVAILABLE. */
  usualProviders(): Promise<readonly ProviderName[]>;
  /** The queue of the WebGPU device, which all threads that use it share. */
  readonly inTurn: InTurn;
  /** The model's graph cut to these outputs, in the model's own worker. What may stay on the device is as for `GraphRunner.open`. */
  openModel(files: ModelFiles, outputs: readonly string[], how?: HowToOpen): Promise<ModelGraph>;
  /** A graph file that was made of the model's, in the model's own worker. */
  openGraph(files: ModelFiles, path: string): Promise<ModelGraph>;
  /** The segments of the model's graph, in the model's own worker; to be released. */
  openSegments(files: ModelFiles, cut: OpenedCut): Promise<ModelGraph[]>;
  /** Closes those of the segments that nobody else has open. */
  releaseSegments(segments: readonly ModelGraph[]): Promise<void>;
  /** Opens graphs of dictionaries in the worker of a model. */
  openDictionaries(graph: ModelGraph, graphs: readonly DictionaryGraph[]): Promise<void>;
  /** Closes those graphs of dictionaries that nobody else has open. */
  releaseDictionaries(graph: ModelGraph, graphs: readonly DictionaryGraph[]): Promise<void>;
  close(): Promise<void>;
}

export function createGraphLibrary(options: EngineOptions): GraphLibrary {
  const status = createProviderStatus(options);
  const choice = createProviderChoice({ options, status, test: createProviderTest(options) });
  const accounts = createGraphAccounts(options, status);
  const runners = new Map<string, GraphRunner>();
  const inTurn = createInTurn();
  let closed = false;

  async function runnerOf({ folder, model }: ModelFiles, only?: ProviderName): Promise<GraphRunner> {
    const providers = await (only ? choice.onlyProvider(only) : choice.providersFor(model.name));
    if (closed) throw engineClosed();
    // Two WebGPU sessions share one device context that only one thread may use.
    const key = providers.includes('webgpu') ? '' : `${providers.join()} ${folder}`;
    const known = runners.get(key);
    if (known) return known;
    const settings = { providers, threads: options.threads, deviceId: options.deviceId };
    const runner = createRunner(settings, accounts.memory, key === '' ? inTurn : undefined);
    runners.set(key, runner);
    return runner;
  }

  async function openGraph(files: ModelFiles, path: string, how: HowToOpen = {}): Promise<ModelGraph> {
    const runner = await runnerOf(files, how.provider);
    const opened = await accounts.open({ kind: 'model', name: files.model.name, path }, () =>
      runner.open(path, how.returns),
    );
    return { model: files.model, path, runner, opened };
  }

  return {
    get providers() {
      return accounts.providers;
    },
    get loaded() {
      return accounts.loaded;
    },
    inTurn,
    tryProviders: () => choice.tryAll(),
    usualProviders: () => choice.usualProviders(),
    openGraph: (files, path) => openGraph(files, path),
    openModel: async (files, outputs, how) =>
      openGraph(files, await prepareGraph(files, { outputs: [...new Set(outputs)].sort() }), how),
    async openSegments(files, cut) {
      const segments: ModelGraph[] = [];
      for (const path of await prepareSegments(files, cut)) segments.push(await openGraph(files, path, cut));
      for (const { runner, path } of segments) accounts.use(runner, path);
      return segments;
    },
    async releaseSegments(segments) {
      for (const { runner, path } of segments) await runner.release(accounts.leave(runner, [path]));
    },
    openDictionaries: ({ runner }, graphs) => openDictionaries(accounts, runner, graphs),
    releaseDictionaries: ({ runner }, graphs) => releaseDictionaries(accounts, runner, graphs),
    async close() {
      closed = true;
      await Promise.all([...runners.values()].map((runner) => runner.close()));
      runners.clear();
    },
  };
}

/** Within the memory's bound; one turn after the other where others use the same device. */
function createRunner(settings: WorkerSettings, memory: GraphMemory, inTurn: InTurn | undefined): GraphRunner {
  const host = createWorkerHost({ settings, onCrash: () => memory.forget(bare) });
  const bare = createGraphRunner(inTurn ? takesTurns(host, inTurn) : host);
  return createBudgetedRunner(bare, memory);
}

/** All of them or none. */
async function openDictionaries(
  accounts: GraphAccounts,
  runner: GraphRunner,
  graphs: readonly DictionaryGraph[],
): Promise<void> {
  for (const [done, { files, graph: path, returns }] of graphs.entries()) {
    try {
      const { name } = files.dictionary;
      await accounts.open({ kind: 'dictionary', name, path }, () => runner.open(path, returns));
      accounts.use(runner, path);
    } catch (error) {
      await releaseDictionaries(accounts, runner, graphs.slice(0, done));
      throw error;
    }
  }
}

async function releaseDictionaries(
  accounts: GraphAccounts,
  runner: GraphRunner,
  graphs: readonly DictionaryGraph[],
): Promise<void> {
  const paths = graphs.map(({ graph }) => graph);
  await runner.release(accounts.leave(runner, paths));
}
