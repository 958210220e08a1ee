/** Opens a graph by the first provider that can run it. */
import type { InferenceSession } from 'onnxruntime-node';
import type { ProviderFailure, ProviderName } from '../engine.js';
import { encodeModel } from '../onnx/encode-model.js';
import type { OpenedGraph, WorkerSettings } from './protocol.js';
import { sessionOptions } from './session-factory.js';
import type { SessionFactory } from './session-factory.js';
import { stayingOutputs } from './staying-outputs.js';
import type { GraphSource } from './staying-outputs.js';

/** No provider could run a graph; says for each one why. */
export class GraphRefused extends Error {
  constructor(
    readonly graph: string,
    readonly failures: readonly ProviderFailure[],
  ) {
    super(`no provider can run ${graph}`);
  }
}

export interface OpenSession {
  readonly session: InferenceSession;
  readonly opened: OpenedGraph;
  /** Outputs that stay on the device; where there are any, the binding gives only all outputs at once. */
  readonly staying: readonly string[];
}

export interface GraphToOpen {
  readonly source: GraphSource;
  /** Outputs that come back to the machine's memory; undefined for all of them. */
  readonly returns: readonly string[] | undefined;
}

/**
 * The Node binding throws where it cannot load a provider, instead of going on to the next one of its list; so each is tried by
 * itself. Throws GraphRefused.
 */
export async function openSession(
  { source, returns }: GraphToOpen,
  settings: WorkerSettings,
  create: SessionFactory,
): Promise<OpenSession> {
  const failures: ProviderFailure[] = [];
  const graph = typeof source === 'string' ? source : encodeModel(source.model);
  for (const provider of settings.providers) {
    try {
      const staying = returns && keepsOnDevice(provider) ? await stayingOutputs(source, returns) : [];
      const session = await create(graph, sessionOptions(provider, settings, staying));
      const opened = { inputs: inputsOf(session), outputs: [...session.outputNames], provider, failures };
      return { session, opened, staying };
    } catch (error) {
      failures.push({ provider, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  throw new GraphRefused(typeof source === 'string' ? source : source.name, failures);
}

/** The Node binding knows tensors of WebGPU and of no other device: what it binds elsewhere it asks the CPU's memory for. */
export function keepsOnDevice(provider: ProviderName): boolean {
  return provider === 'webgpu';
}

function inputsOf(session: InferenceSession): OpenedGraph['inputs'] {
  return session.inputMetadata.map((input) =>
    input.isTensor
      ? { name: input.name, type: input.type, shape: [...input.shape] }
      : { name: input.name, type: 'not a tensor', shape: [] },
  );
}
