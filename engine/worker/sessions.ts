/** The ONNX Runtime sessions of one worker thread, opened when they are first needed. */
import { Tensor } from 'onnxruntime-node';
import type { CpuClock } from './cpu-clock.js';
import { isMemoryExhausted, MemoryExhausted } from './memory-exhausted.js';
import { openSession } from './open-session.js';
import type { OpenSession } from './open-session.js';
import type { OpenedGraph, Pass, TensorData, Tensors, WorkerSettings } from './protocol.js';
import { createSession } from './session-factory.js';
import type { SessionFactory } from './session-factory.js';

export interface Sessions {
  /** Throws GraphRefused. */
  open(graph: string): Promise<OpenedGraph>;
  /** Throws MemoryExhausted, and whatever else the runtime throws. */
  run(pass: Pass): Promise<Tensors>;
  release(graphs: readonly string[]): Promise<void>;
  /** CPU seconds inside the native call, so far. */
  readonly secondsInside: number;
}

export function createSessions(
  settings: WorkerSettings,
  clock: CpuClock,
  create: SessionFactory = createSession,
): Sessions {
  const sessions = new Map<string, OpenSession>();
  let secondsInside = 0;

  async function sessionOf(graph: string): Promise<OpenSession> {
    const known = sessions.get(graph);
    if (known) return known;
    const open = await clock.watchNewThreads(() => openSession(graph, settings, create));
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
      const outputs = await session.run(inputs, fetches).catch((error: unknown) => {
        throw isMemoryExhausted(error) ? new MemoryExhausted(error) : error;
      });
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

function toTensors(feeds: Tensors): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, { type, data, dims }]) => [name, new Tensor(type, data, [...dims])]),
  );
}

/** Outputs are fresh arrays that own their buffer, so they can be transferred. */
function toTensorData(value: Tensor, name: string): TensorData {
  const { type, data, dims } = value;
  if (type === 'float32' && data instanceof Float32Array) return { type, data: data, dims };
  if (type === 'float16') return { type, data: toBits(value.data as Uint16Array), dims };
  if (type === 'float64' && data instanceof Float64Array) return { type, data: data, dims };
  if (type === 'bool' && data instanceof Uint8Array) return { type, data: data, dims };
  if (type === 'int32' && data instanceof Int32Array) return { type, data: data, dims };
  if (type === 'int64' && data instanceof BigInt64Array) return { type, data: data, dims };
  throw new Error(`the output "${name}" is of type ${type}, which is not read here`);
}

/** Newer versions of Node have an array type of float16, which the runtime then gives instead of the bits. */
function toBits({ buffer, byteOffset, length }: Uint16Array): Uint16Array {
  return new Uint16Array(buffer, byteOffset, length);
}
