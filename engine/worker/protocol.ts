/** What the main thread asks a worker, and what the worker answers. */
import type { ProviderFailure, ProviderName, SparseActivations } from '../engine.js';

export interface DeviceSettings {
  /** Threads inside one operator, on the CPU. */
  readonly threads: number;
  /** Which of several CUDA devices; default: 0. */
  readonly deviceId?: number;
}

/** Given to a worker when it starts. */
export interface WorkerSettings extends DeviceSettings {
  readonly providers: readonly ProviderName[];
}

/** A tensor on its way between threads; its buffer is transferred, not copied. */
export type TensorData =
  | { readonly type: 'float32'; readonly data: Float32Array; readonly dims: readonly number[] }
  /** By their bits. Only caches, which are empty: newer versions of Node have an array type that the binding does not take. */
  | { readonly type: 'float16'; readonly data: Uint16Array; readonly dims: readonly number[] }
  | { readonly type: 'float64'; readonly data: Float64Array; readonly dims: readonly number[] }
  | { readonly type: 'int32'; readonly data: Int32Array; readonly dims: readonly number[] }
  | { readonly type: 'int64'; readonly data: BigInt64Array; readonly dims: readonly number[] }
  | { readonly type: 'bool'; readonly data: Uint8Array; readonly dims: readonly number[] };

export type Tensors = Readonly<Record<string, TensorData>>;

/** One forward pass of a graph. */
export interface Pass {
  /** Path of the graph file. */
  readonly graph: string;
  readonly feeds: Tensors;
  readonly fetches: readonly string[];
}

/** One graph run of a program: from the graph's names of its inputs and outputs to the program's names of tensors. */
export interface ProgramStep {
  /** Path of the graph file. */
  readonly graph: string;
  readonly feeds: Readonly<Record<string, string>>;
  readonly fetches: Readonly<Record<string, string>>;
  /**
   * What the step's outputs follow from besides its graph: of a step of the same graph that said the same, the outputs are
   * used again while they are remembered.
   */
  readonly follows?: string;
}

/**
 * Graphs that run one after the other on each other's results; a name that is given again stands for the newer tensor. Of a
 * graph that is opened for it, the outputs that a later step reads, and those that none fetches, stay on the device.
 */
export interface Program {
  readonly inputs: Tensors;
  readonly steps: readonly ProgramStep[];
  /** The tensors that leave the worker. */
  readonly fetch: readonly string[];
}

/** A graph that encodes and which of the pass's fetches it reads. */
export interface EncodeStep {
  /** Path of the graph file. */
  readonly graph: string;
  readonly gives: EncodedOutputs;
  readonly fetch: string;
  /** F. */
  readonly size: number;
}

/**
 * What a graph makes of `x_ND`. firings: `row_N`, `feature_N` and `activation_N`, as `buildEncodeGraph`. selection: `feature_NK`
 * and `strength_NK`, and features: `activation_NF`, `fires_NC` and `blocks_NE`, as `buildDeviceEncodeGraph`.
 */
export type EncodedOutputs = 'firings' | 'selection' | 'features';

export type WorkerRequest =
  | {
      readonly kind: 'open';
      readonly graph: string;
      /**
       * The outputs that come back whenever the graph runs; of the others, those of float32 stay on the device, where the
       * provider can keep them, until they are asked for. Default: all come back.
       */
      readonly returns?: readonly string[];
    }
  | { readonly kind: 'run'; readonly pass: Pass }
  | { readonly kind: 'program'; readonly program: Program }
  | {
      readonly kind: 'encode';
      readonly pass: Pass;
      readonly lengths_B: Int32Array;
      /** The number that each sequence's first row gets in the answer. */
      readonly firstRow_B: Int32Array;
      readonly steps: readonly EncodeStep[];
    }
  | { readonly kind: 'release'; readonly graphs: readonly string[] };

export interface GraphInput {
  readonly name: string;
  /** ONNX Runtime's name of the element type, such as `int64`. */
  readonly type: string;
  /** A name stands for a size that differs from run to run. */
  readonly shape: readonly (number | string)[];
}

/** A graph that is ready to run. */
export interface OpenedGraph {
  readonly inputs: readonly GraphInput[];
  /** Names. */
  readonly outputs: readonly string[];
  readonly provider: ProviderName;
  /** Providers that were tried before the one in use. */
  readonly failures: readonly ProviderFailure[];
}

export type WorkerReply =
  | { readonly kind: 'opened'; readonly opened: OpenedGraph }
  | { readonly kind: 'ran'; readonly outputs: Tensors; readonly secondsInside: number }
  | { readonly kind: 'encoded'; readonly activations: readonly SparseActivations[]; readonly secondsInside: number }
  | { readonly kind: 'released' }
  | { readonly kind: 'refused'; readonly graph: string; readonly failures: readonly ProviderFailure[] }
  | { readonly kind: 'memory exhausted'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };

/** The buffers that travel with tensors; a shared one would be refused when it is posted. */
export function buffersOf(tensors: Tensors): ArrayBuffer[] {
  return [...new Set(Object.values(tensors).map(({ data }) => data.buffer as ArrayBuffer))];
}
