/** The ONNX Runtime sessions of one worker thread, opened when they are first needed. */
import { Tensor } from 'onnxruntime-node';
import { copyGraph } from './built-graphs.js';
import type { CpuClock } from './cpu-clock.js';
import { disposeAll, isOnDevice } from './held-tensors.js';
import type { DeviceTensor, HeldTensor, HeldTensors } from './held-tensors.js';
import { isMemoryExhausted, MemoryExhausted } from './memory-exhausted.js';
import { keepsOnDevice, openSession } from './open-session.js';
import type { OpenSession } from './open-session.js';
import type { OpenedGraph, TensorData, WorkerSettings } from './protocol.js';
import { createSession } from './session-factory.js';
import type { SessionFactory } from './session-factory.js';
import type { GraphSource } from './staying-outputs.js';

/** One forward pass of a graph, on tensors wherever they are. */
export interface HeldPass {
  readonly graph: GraphSource;
  readonly feeds: HeldTensors;
  readonly fetches: readonly string[];
  /** As in the request that opens a graph: for one that this pass opens. */
  readonly returns?: readonly string[];
}

export interface Sessions {
  /** Throws GraphRefused. */
  open(graph: GraphSource, returns?: readonly string[]): Promise<OpenedGraph>;
  /** Whoever asks disposes what is fetched. Throws MemoryExhausted, and whatever else the runtime throws. */
  run(pass: HeldPass): Promise<HeldTensors>;
  /** The tensor in the machine's memory, itself where it is there; it is not disposed. Throws as `run`. */
  download(tensor: HeldTensor): Promise<TensorData>;
  release(graphs: readonly string[]): Promise<void>;
  /** CPU seconds inside the native call, so far. */
  readonly secondsInside: number;
}

export function createSessions(
  settings: WorkerSettings,
  clock: CpuClock,
  create: SessionFactory = createSession,
): Sessions {
  return new OpenSessions({ settings, clock, create });
}

interface SessionsSetup {
  readonly settings: WorkerSettings;
  readonly clock: CpuClock;
  readonly create: SessionFactory;
}

class OpenSessions implements Sessions {
  secondsInside = 0;
  private readonly sessions = new Map<GraphSource, OpenSession>();

  constructor(private readonly setup: SessionsSetup) {}

  async open(graph: GraphSource, returns?: readonly string[]): Promise<OpenedGraph> {
    return (await this.sessionOf(graph, returns)).opened;
  }

  async run({ graph, feeds, fetches, returns }: HeldPass): Promise<HeldTensors> {
    const open = await this.sessionOf(graph, returns);
    const inputs = await this.toInputs(open, feeds);
    // The binding refuses a part of the outputs where some stay on the device.
    const names = open.staying.length > 0 ? open.opened.outputs : fetches;
    const start = this.setup.clock.seconds();
    const outputs = await open.session.run(inputs, names).catch((error: unknown) => {
      throw isMemoryExhausted(error) ? new MemoryExhausted(error) : error;
    });
    this.secondsInside += this.setup.clock.seconds() - start;
    return toHeldTensors(outputs, fetches);
  }

  async download(tensor: HeldTensor): Promise<TensorData> {
    if (!isOnDevice(tensor)) return tensor;
    const { copy } = await this.run({ graph: copyGraph, feeds: { x: tensor }, fetches: ['copy'] });
    if (isOnDevice(copy)) throw new Error('a copy stayed on the device');
    return copy;
  }

  async release(graphs: readonly string[]): Promise<void> {
    for (const graph of graphs) {
      const open = this.sessions.get(graph);
      this.sessions.delete(graph);
      await open?.session.release();
    }
  }

  private async sessionOf(graph: GraphSource, returns: readonly string[] | undefined): Promise<OpenSession> {
    const known = this.sessions.get(graph);
    if (known) return known;
    const { settings, clock, create } = this.setup;
    const open = await clock.watchNewThreads(() => openSession({ source: graph, returns }, settings, create));
    if (open.staying.length > 0) await this.holdDevice();
    this.sessions.set(graph, open);
    return open;
  }

  /** Tensors must not outlive the last session of their device, or disposing them ends the process; this one is never released. */
  private async holdDevice(): Promise<void> {
    const { opened } = await this.sessionOf(copyGraph, undefined);
    if (!keepsOnDevice(opened.provider))
      throw new Error(`what stays on the device would be read by ${opened.provider}`);
  }

  private async toInputs({ opened }: OpenSession, feeds: HeldTensors): Promise<Record<string, Tensor>> {
    const inputs: Record<string, Tensor> = {};
    for (const [name, held] of Object.entries(feeds)) {
      // A session of another provider takes the tensor too, and reads what is not its memory.
      const tensor = keepsOnDevice(opened.provider) ? held : await this.download(held);
      inputs[name] = isOnDevice(tensor) ? tensor.onDevice : new Tensor(tensor.type, tensor.data, [...tensor.dims]);
    }
    return inputs;
  }
}

/** Disposes what was not fetched, and everything where an output cannot be read. */
function toHeldTensors(outputs: Readonly<Record<string, Tensor>>, fetches: readonly string[]): HeldTensors {
  const onDevice = new Map<string, DeviceTensor>();
  for (const [name, tensor] of Object.entries(outputs))
    if (tensor.location === 'gpu-buffer') onDevice.set(name, { onDevice: tensor, dims: tensor.dims });
  try {
    const held = fetches.map((name) => [name, onDevice.get(name) ?? toTensorData(outputs[name], name)] as const);
    disposeAll([...onDevice].filter(([name]) => !fetches.includes(name)).map(([, tensor]) => tensor));
    return Object.fromEntries(held);
  } catch (error) {
    disposeAll(onDevice.values());
    throw error;
  }
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
