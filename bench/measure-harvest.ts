/** Runs one harvest in this process and says what it cost. Forked by the harvest benches. */
import type { Engine } from '../engine/engine.js';
import { openServices } from '../server/open-services.js';
import { benchConfig } from './bench-config.js';
import { answerParent } from './child.js';

export interface HarvestTask {
  readonly folder: string;
  readonly dictionary: string;
  readonly corpus: string;
  readonly maxTokens?: number;
}

export interface HarvestCost {
  readonly tokens: number;
  readonly firings: number;
  readonly seconds: number;
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

/** Notes the engine's CPU seconds and the memory after its first batch, and changes nothing else. */
function watchEngine(engine: Engine): { inside: number; loadedBytes: number } {
  const seen = { inside: 0, loadedBytes: 0 };
  const openEncoder = engine.openEncoder.bind(engine);
  const watched: Engine['openEncoder'] = async (model, dictionaries) => {
    const encoder = await openEncoder(model, dictionaries);
    return {
      encode: async (batch, signal) => {
        const activations = await encoder.encode(batch, signal);
        seen.loadedBytes ||= process.memoryUsage.rss();
        seen.inside = encoder.secondsInside;
        return activations;
      },
      get secondsInside() {
        return encoder.secondsInside;
      },
      close: () => encoder.close(),
    };
  };
  Object.assign(engine, { openEncoder: watched });
  return seen;
}

answerParent(async ({ folder, dictionary, corpus, maxTokens }: HarvestTask): Promise<HarvestCost> => {
  const { services, store, engine, close } = await openServices(benchConfig(folder));
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
    inside: seen.inside,
    outside: cpu - seen.inside,
    loadedBytes: seen.loadedBytes,
    peakBytes,
  };
});
