/** Runs graph files in a worker, from the main thread: requests become calls, refusals become errors. */
import { ResearchError } from '../../domain/errors.js';
import type { ProviderFailure, SparseActivations } from '../engine.js';
import { buffersOf } from './protocol.js';
import type { OpenedGraph, Pass, Program, Tensors, WorkerReply, WorkerRequest } from './protocol.js';
import type { AskOptions, WorkerHost } from './worker-host.js';

export type EncodeRequest = Omit<Extract<WorkerRequest, { kind: 'encode' }>, 'kind'>;

/** A result, and the CPU seconds that were spent inside `session.run` for it. */
export interface Measured<T> {
  readonly value: T;
  readonly secondsInside: number;
}

/**
 * Calls with a signal throw CANCELLED when it is aborted before their turn; all throw ENGINE_CRASHED with their thread, and
 * those that run graphs MEMORY_EXHAUSTED.
 */
export interface GraphRunner {
  /**
   * Throws MODEL_FILE_INVALID or PROVIDER_UNAVAILABLE when no provider can run the graph.
   *
   * @param returns outputs that come back when it runs; others stay on a device that can keep them. Default: all.
   */
  open(graph: string, returns?: readonly string[]): Promise<OpenedGraph>;
  /** The feeds' buffers move to the worker and cannot be read afterwards. */
  run(pass: Pass, signal?: AbortSignal): Promise<Measured<Tensors>>;
  /** As `run`, for the buffers of the program's inputs. */
  runProgram(program: Program, signal?: AbortSignal): Promise<Measured<Tensors>>;
  /** As `run`. */
  encode(request: EncodeRequest, signal?: AbortSignal): Promise<Measured<readonly SparseActivations[]>>;
  release(graphs: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export function createGraphRunner(host: WorkerHost): GraphRunner {
  return {
    async open(graph, returns) {
      const reply = await ask(host, { kind: 'open', graph, returns });
      if (reply.kind !== 'opened') throw unexpected(reply);
      return reply.opened;
    },
    async run(pass, signal) {
      const reply = await ask(host, { kind: 'run', pass }, { signal, transfer: buffersOf(pass.feeds) });
      if (reply.kind !== 'ran') throw unexpected(reply);
      return { value: reply.outputs, secondsInside: reply.secondsInside };
    },
    async runProgram(program, signal) {
      const reply = await ask(host, { kind: 'program', program }, { signal, transfer: buffersOf(program.inputs) });
      if (reply.kind !== 'ran') throw unexpected(reply);
      return { value: reply.outputs, secondsInside: reply.secondsInside };
    },
    async encode(request, signal) {
      const transfer = buffersOf(request.pass.feeds);
      const reply = await ask(host, { kind: 'encode', ...request }, { signal, transfer });
      if (reply.kind !== 'encoded') throw unexpected(reply);
      return { value: reply.activations, secondsInside: reply.secondsInside };
    },
    async release(graphs) {
      await ask(host, { kind: 'release', graphs });
    },
    close: () => host.close(),
  };
}

async function ask(host: WorkerHost, request: WorkerRequest, options?: AskOptions): Promise<WorkerReply> {
  const reply = await host.ask(request, options);
  if (reply.kind === 'refused') throw refusal(reply.graph, reply.failures);
  if (reply.kind === 'memory exhausted') throw new ResearchError('MEMORY_EXHAUSTED', exhausted(reply.message));
  if (reply.kind === 'failed') throw new Error(`the engine failed: ${reply.message}`);
  return reply;
}

function exhausted(reason: string): string {
  return `There was not enough memory to run the model: ${reason}`;
}

/** The CPU can run every graph that is sound, so a graph it refuses is at fault. */
function refusal(graph: string, failures: readonly ProviderFailure[]): ResearchError {
  const byCpu = failures.find(({ provider }) => provider === 'cpu');
  if (byCpu)
    return new ResearchError('MODEL_FILE_INVALID', `ONNX Runtime refuses ${graph}: ${byCpu.reason}`, { at: graph });
  const reasons = failures.map(({ provider, reason }) => `${provider}: ${reason}`).join('; ');
  return new ResearchError('PROVIDER_UNAVAILABLE', `No provider can run ${graph}. ${reasons}`, { at: graph });
}

function unexpected(reply: WorkerReply): Error {
  return new Error(`the worker answered with "${reply.kind}"`);
}
