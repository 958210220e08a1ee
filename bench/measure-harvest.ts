/** Runs one harvest in this process and says what it cost. Forked by the harvest benches. */
import type { Engine, ProviderName } from '../engine/engine.js';
import { openServices } from '../server/open-services.js';
import { benchConfig } from './bench-config.js';
import { answerParent } from './child.js';

export interface HarvestTask {
  readonly folder: string;
  readonly dictionary: string;
  readonly corpus: string;
  readonly maxTokens?: number;
  /** Default: cpu. */
  readonly provider?: ProviderName;
}

export interface HarvestCost {
  readonly tokens: number;
  readonly firings: number;
  readonly seconds: number;
  /** Between the answers to its first and its last batch. */
  readonly pass: { readonly seconds: number; readonly tokens: number };
  /** CPU seconds inside `session.run`. */
  readonly inside: number;
  /** All other CPU seconds of the process while the harvest ran. */
  readonly outside: number;
  /** Resident bytes when model and dictionary were loaded and had run once. */
  readonly loadedBytes: number;
  /** The most resident bytes of the process. */
  readonly peakBytes: number;
}

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

interface Seen {
  inside: number;
  loadedBytes: number;
  /** Milliseconds on the clock of the first and the last answer. */
  first: number;
  last: number;
  /** Tokens of the answers after the first. */
  later: number;
}

/** Notes when the engine answers, its CPU seconds and the memory after its first batch, and changes nothing else. */
function watchEngine(engine: Engine): Seen {
  const seen: Seen = { inside: 0, loadedBytes: 0, first: 0, last: 0, later: 0 };
  const openEncoder = engine.openEncoder.bind(engine);
  const watched: Engine['openEncoder'] = async (...asked) => {
    const encoder = await openEncoder(...asked);
    return {
      encode: async (batch, signal) => {
        const activations = await encoder.encode(batch, signal);
        seen.last = performance.now();
        if (seen.first > 0) seen.later += batch.lengths_B.reduce((sum, length) => sum + length, 0);
        seen.first ||= seen.last;
        seen.loadedBytes ||= process.memoryUsage.rss();
        seen.inside = encoder.secondsInside;
        return activations;
      },
      provider: encoder.provider,
      get secondsInside() {
        return encoder.secondsInside;
      },
      close: () => encoder.close(),
    };
  };
  Object.assign(engine, { openEncoder: watched });
  return seen;
}

answerParent(async (task: HarvestTask): Promise<HarvestCost> => {
  const { folder, dictionary, corpus, maxTokens, provider = 'cpu' } = task;
  const { services, store, engine, close } = await openServices(benchConfig(folder, { SAEQL_PROVIDER: provider }));
  const seen = watchEngine(engine);
  const options = { contextsPerFeature: 32, windowTokens: 64, includeSpecialTokens: false, maxTokens };
  const startedAt = performance.now();
  const cpuBefore = cpuSeconds();
  const queued = await services.jobs.startHarvest({ dictionaries: [dictionary], corpus, ...options });
  const job = await services.jobs.run(queued.id);
  const cpu = cpuSeconds() - cpuBefore;
  const seconds = (performance.now() - startedAt) / 1000;
  if (job.state !== 'SUCCEEDED') throw new Error(`the harvest ended ${job.state}: ${job.error?.message}`);
  const harvest = store.harvests.find(dictionary, corpus);
  if (!harvest) throw new Error('the harvest was not published');
  const firings = store.harvests.open(harvest.id).columns.firings_F.reduce((sum, count) => sum + count, 0);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  await close();
  return {
    tokens: harvest.tokens,
    firings,
    seconds,
    pass: { seconds: (seen.last - seen.first) / 1000, tokens: seen.later },
    inside: seen.inside,
    outside: cpu - seen.inside,
    loadedBytes: seen.loadedBytes,
    peakBytes,
  };
});
