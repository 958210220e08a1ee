/** Compares dictionaries in worker threads, so that the caller's event loop stays free. */
import { ResearchError } from '../../domain/errors.js';
import type {
  ComparisonQuestion,
  ComparisonReply,
  ComparisonResult,
  NearestQuestion,
  PiecemealStart,
} from '../worker/comparison-protocol.js';
import { takesTurns } from '../worker/takes-turns.js';
import { createWorkerHost, engineClosed } from '../worker/worker-host.js';
import type { WorkerHost } from '../worker/worker-host.js';
import type { InTurn } from '../in-turn.js';
import type { DeviceSettings } from '../worker/protocol.js';
import type { ProviderName } from '../engine.js';
import type { Baseline, Comparison, ComparisonOptions, DictionaryComparer, Matching } from './comparison.js';
import type { NearestFeatures } from './comparison.js';

type ComparisonHost = WorkerHost<ComparisonQuestion, ComparisonReply>;

export interface OpenComparer extends DictionaryComparer {
  close(): Promise<void>;
}

const entry = new URL('../worker/comparison-worker.js', import.meta.url);

export interface ComparerParts {
  readonly device: DeviceSettings;
  /** Which to compare on, tried in this order; asked for when a comparison starts. */
  readonly providers: () => Promise<readonly ProviderName[]>;
  /** What uses a device that only one thread may use at a time. */
  readonly inTurn: InTurn;
}

/** Starts no thread before a method is called; must be closed. Nearest features are memory-bound and stay on the CPU. */
export function createComparer({ device, providers, inTurn }: ComparerParts): OpenComparer {
  const createHost = (names: readonly ProviderName[]): ComparisonHost => {
    const host: ComparisonHost = createWorkerHost({ settings: { ...device, providers: names }, entry });
    return names.includes('webgpu') ? takesTurns(host, inTurn) : host;
  };
  const nearest = createHost(['cpu']);
  const running = new Set<ComparisonHost>();
  let closed = false;

  // The thread ends with the work: its memory is a multiple of the dictionaries' and would be kept for long.
  async function inOwnThread<Result extends ComparisonResult>(start: PiecemealStart, options: ComparisonOptions = {}) {
    const names = await providers();
    if (closed) throw engineClosed();
    const host = createHost(names);
    running.add(host);
    try {
      return (await perform(host, start, options)) as Result;
    } finally {
      running.delete(host);
      await host.close();
    }
  }

  return {
    compareDictionaries: (request, options) => inOwnThread<Comparison>({ kind: 'compare', request }, options),
    matchFeatures: (request, options) => inOwnThread<Matching>({ kind: 'match', request }, options),
    compareRandomVectors: (request, options) => inOwnThread<Baseline>({ kind: 'baseline', request }, options),
    nearestFeatures: async (request, options) =>
      (await perform(nearest, { kind: 'nearest', request }, options)) as NearestFeatures[],
    async close() {
      closed = true;
      await Promise.all([nearest, ...running].map((host) => host.close()));
    },
  };
}

async function perform(
  host: ComparisonHost,
  start: PiecemealStart | NearestQuestion,
  { signal, onProgress }: ComparisonOptions = {},
): Promise<ComparisonResult> {
  let share = 0;
  let reply = await host.ask(start, { signal });
  while (reply.kind === 'working') {
    // Shares are estimates, which a later one may correct downwards.
    share = Math.max(share, reply.share);
    onProgress?.(share);
    reply = await host.ask({ kind: 'continue' }, { signal });
  }
  if (reply.kind === 'done') return reply.result;
  if (reply.kind === 'failed') throw new Error(`the comparison failed: ${reply.message}`);
  throw new ResearchError(reply.code, reply.message, { at: reply.at, fix: reply.fix });
}
