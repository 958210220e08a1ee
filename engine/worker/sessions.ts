/** The ONNX Runtime sessions of one worker thread, opened when they are first needed. */
import { env, InferenceSession, Tensor } from 'onnxruntime-node';
import type { ProviderName } from '../engine.js';
import type { CpuClock } from './cpu-clock.js';
import type { OpenedGraph, Pass, ProviderFailure, TensorData, Tensors, WorkerSettings } from './protocol.js';

/** No provider could run a graph; says for each one why. */
export class GraphRefused extends Error {
  constructor(
    readonly graph: string,
    readonly failures: readonly ProviderFailure[],
  ) {
    super(`no provider can run ${graph}`);
  }
}

export interface Sessions {
  /** Throws GraphRefused. */
  open(graph: string): Promise<OpenedGraph>;
  run(pass: Pass): Promise<Tensors>;
  release(graphs: readonly string[]): Promise<void>;
  /** CPU seconds inside the native call, so far. */
  readonly secondsInside: number;
}

interface OpenSession {
  readonly session: InferenceSession;
  readonly opened: OpenedGraph;
}

/** What ONNX Runtime would print is thrown as well, and told by us. */
const fatal = 4;
env.logLevel = 'fatal';

export function createSessions(settings: WorkerSettings, clock: CpuClock): Sessions {
  const sessions = new Map<string, OpenSession>();
  let secondsInside = 0;

  async function sessionOf(graph: string): Promise<OpenSession> {
    const known = sessions.get(graph);
    if (known) return known;
    const open = await clock.watchNewThreads(() => openSession(graph, settings));
    sessions.set(graph, open);
    return open;
  }

  return {
    get secondsInside() {
      return secondsInside;
    },
    open: async (graph) => (await sessionOf(graph)).opened,
    async run({ graph, feeds, fetches }) {
      const { session } = await sessionOf(graph);
      const inputs = toTensors(feeds);
      const start = clock.seconds();
      const outputs = await session.run(inputs, fetches);
      secondsInside += clock.seconds() - start;
      return Object.fromEntries(fetches.map((name) => [name, toTensorData(outputs[name], name)]));
    },
    async release(graphs) {
      for (const graph of graphs) {
        const open = sessions.get(graph);
        sessions.delete(graph);
        await open?.session.release();
      }
    },
  };
}

/** The Node binding throws where it cannot load a provider, instead of going on to the next one. */
async function openSession(graph: string, settings: WorkerSettings): Promise<OpenSession> {
  const failures: ProviderFailure[] = [];
  for (const provider of settings.providers) {
    try {
      const session = await InferenceSession.create(graph, sessionOptions(provider, settings.threads));
      return { session, opened: { inputs: inputsOf(session), outputs: [...session.outputNames], provider, failures } };
    } catch (error) {
      failures.push({ provider, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  throw new GraphRefused(graph, failures);
}

export function sessionOptions(provider: ProviderName, threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: fatal,
    // Threads that spin while they wait double the CPU time on two cores and starve whoever else needs one.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
}

function inputsOf(session: InferenceSession): OpenedGraph['inputs'] {
  return session.inputMetadata.map((input) =>
    input.isTensor
      ? { name: input.name, type: input.type, shape: [...input.shape] }
      : { name: input.name, type: 'not a tensor', shape: [] },
  );
}

function toTensors(feeds: Tensors): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, { type, data, dims }]) => [name, new Tensor(type, data, [...dims])]),
  );
}

/** Outputs are fresh arrays that own their buffer, so they can be transferred. */
function toTensorData(value: Tensor, name: string): TensorData {
  const { type, data, dims } = value;
  if (type === 'float32' && data instanceof Float32Array) return { type, data: data, dims };
  if (type === 'float64' && data instanceof Float64Array) return { type, data: data, dims };
  if (type === 'bool' && data instanceof Uint8Array) return { type, data: data, dims };
  if (type === 'int32' && data instanceof Int32Array) return { type, data: data, dims };
  if (type === 'int64' && data instanceof BigInt64Array) return { type, data: data, dims };
  throw new Error(`the output "${name}" is of type ${type}, which is not read here`);
}
