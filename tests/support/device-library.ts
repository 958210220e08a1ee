/** A library whose graphs run in the thread of the test, by sessions of the test's own making. */
import { createGraphLibrary } from '../../engine/graph-library.js';
import type { GraphLibrary } from '../../engine/graph-library.js';
import type { ModelGraph } from '../../engine/models/model-graph.js';
import { answerRequest } from '../../engine/worker/answer-request.js';
import { createGraphRunner } from '../../engine/worker/graph-runner.js';
import type { GraphRunner } from '../../engine/worker/graph-runner.js';
import type { WorkerRequest } from '../../engine/worker/protocol.js';
import { createRememberedOutputs } from '../../engine/worker/remembered-outputs.js';
import type { SessionFactory } from '../../engine/worker/session-factory.js';
import { createSessions } from '../../engine/worker/sessions.js';

/** @param create asked for sessions of WebGPU, and of the CPU where that fails */
export function createDeviceLibrary(create: SessionFactory, mostRememberedBytes = 0): GraphLibrary {
  const runner = createRunner(create, mostRememberedBytes);
  // It finds and cuts the graphs; those that it opens itself run nothing.
  const library = createGraphLibrary({ providers: ['cpu'], threads: 1 });
  const moved = async (graph: ModelGraph, returns?: readonly string[]): Promise<ModelGraph> => ({
    ...{ ...graph, runner },
    opened: await runner.open(graph.path, returns),
  });
  return {
    ...library,
    openModel: async (files, outputs, how) => moved(await library.openModel(files, outputs), how?.returns),
    async openSegments(files, cut) {
      const segments: ModelGraph[] = [];
      for (const segment of await library.openSegments(files, cut)) segments.push(await moved(segment, cut.returns));
      return segments;
    },
    releaseSegments: (segments) => runner.release(segments.map(({ path }) => path)),
    async openDictionaries(_, graphs) {
      for (const { graph, returns } of graphs) await runner.open(graph, returns);
    },
    releaseDictionaries: (_, graphs) => runner.release(graphs.map(({ graph }) => graph)),
  };
}

/** Messages are copied as threads copy them. */
function createRunner(create: SessionFactory, mostRememberedBytes: number): GraphRunner {
  const clock = { seconds: () => 0, watchNewThreads: <T>(start: () => Promise<T>) => start() };
  const runner = {
    sessions: createSessions({ providers: ['webgpu', 'cpu'], threads: 1 }, clock, create),
    remembered: createRememberedOutputs(mostRememberedBytes),
  };
  return createGraphRunner({
    crashes: 0,
    ask: async (request: WorkerRequest, { transfer = [] } = {}) => {
      const asked = structuredClone(request, { transfer: [...transfer] });
      const { reply, transfer: leaving } = await answerRequest(runner, asked);
      return structuredClone(reply, { transfer: [...leaving] });
    },
    close: async () => undefined,
  });
}
