/** Creates sessions of ONNX Runtime, each for one execution provider. */
import { env, InferenceSession } from 'onnxruntime-node';
import type { ProviderName } from '../engine.js';
import type { DeviceSettings } from './protocol.js';

/** Of a graph file, or of a graph's bytes. Throws what the runtime throws, such as where it cannot load the provider. */
export type SessionFactory = (
  graph: string | Uint8Array,
  options: InferenceSession.SessionOptions,
) => Promise<InferenceSession>;

/** What ONNX Runtime would print is thrown as well, and told by us. */
const fatal = 4;
env.logLevel = 'fatal';

export const createSession: SessionFactory = (graph, options) =>
  typeof graph === 'string' ? InferenceSession.create(graph, options) : InferenceSession.create(graph, options);

/** @param staying outputs that stay on the device; only WebGPU's may */
export function sessionOptions(
  provider: ProviderName,
  { threads, deviceId = 0 }: DeviceSettings,
  staying: readonly string[] = [],
): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider === 'cuda' ? { name: 'cuda', deviceId } : provider],
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: fatal,
    ...(staying.length > 0 && {
      preferredOutputLocation: Object.fromEntries(staying.map((name) => [name, 'gpu-buffer'] as const)),
    }),
    // Threads that spin while they wait double the CPU time on two cores and starve whoever else needs one.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
}
