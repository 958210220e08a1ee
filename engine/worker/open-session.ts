/** Opens a graph by the first provider that can run it. */
import type { InferenceSession } from 'onnxruntime-node';
import type { ProviderFailure } from '../engine.js';
import type { OpenedGraph, WorkerSettings } from './protocol.js';
import { sessionOptions } from './session-factory.js';
import type { SessionFactory } from './session-factory.js';

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
}

/**
 * The Node binding throws where it cannot load a provider, instead of going on to the next one of its list; so each is tried by
 * itself. Throws GraphRefused.
 */
export async function openSession(
  graph: string,
  settings: WorkerSettings,
  create: SessionFactory,
): Promise<OpenSession> {
  const failures: ProviderFailure[] = [];
  for (const provider of settings.providers) {
    try {
      const session = await create(graph, sessionOptions(provider, settings));
      return { session, opened: { inputs: inputsOf(session), outputs: [...session.outputNames], provider, failures } };
    } catch (error) {
      failures.push({ provider, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  throw new GraphRefused(graph, failures);
}

function inputsOf(session: InferenceSession): OpenedGraph['inputs'] {
  return session.inputMetadata.map((input) =>
    input.isTensor
      ? { name: input.name, type: input.type, shape: [...input.shape] }
      : { name: input.name, type: 'not a tensor', shape: [] },
  );
}
