/** A graph on one provider, in this thread. */
import { availableParallelism } from 'node:os';
import { Tensor } from 'onnxruntime-node';
import type { ProviderName } from '../engine/index.js';
import { encodeModel } from '../engine/onnx/encode-model.js';
import type { ModelProto } from '../engine/onnx/generated/onnx_pb.js';
import { createNormal } from '../engine/similarity/normal-numbers.js';
import { createSession, sessionOptions } from '../engine/worker/session-factory.js';

export interface RunningGraph {
  run(feeds: Readonly<Record<string, Tensor>>): Promise<unknown>;
  close(): Promise<void>;
}

/** Throws what the runtime throws. */
export async function openGraph(provider: ProviderName, model: ModelProto): Promise<RunningGraph> {
  const options = sessionOptions(provider, { threads: availableParallelism() });
  const session = await createSession(encodeModel(model), options);
  return { run: (feeds) => session.run(feeds), close: () => session.release() };
}

/** Hands the open graph to the work and closes it afterwards. */
export async function withGraph<T>(
  provider: ProviderName,
  model: ModelProto,
  work: (graph: RunningGraph) => Promise<T>,
): Promise<T> {
  const graph = await openGraph(provider, model);
  try {
    return await work(graph);
  } finally {
    await graph.close();
  }
}

/** Standard normal numbers. */
export const normals = (count: number, seed: number): Float32Array =>
  Float32Array.from({ length: count }, createNormal(seed, 0));

export const matrixOf = (data: Float32Array, width: number): Tensor =>
  new Tensor('float32', data, [data.length / width, width]);
