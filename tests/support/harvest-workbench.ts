/** A store with a made-up model, two dictionaries and a corpus, and the services to harvest them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CorpusDocument } from '../../domain/corpus.js';
import type { HarvestInput } from '../../domain/job.js';
import type { ModelRecord } from '../../domain/model.js';
import { migrations } from '../../migrations/index.js';
import { createJobService, type JobServiceOptions } from '../../services/jobs/job-service.js';
import { createCatalog } from '../../services/catalog.js';
import { createMetrics } from '../../services/metrics.js';
import type { JobService, Log, MetricsService } from '../../services/services.js';
import { openStore } from '../../store/open-store.js';
import type { Store } from '../../store/store.js';
import { wordTokenizer } from './synthetic-corpus.js';
import { syntheticEngine, type SyntheticEngine } from './synthetic-engine.js';
import { syntheticDictionary } from './synthetic-harvest.js';

/** Thirty words, so that with the special tokens the vocabulary has 32 tokens. */
export const words = Array.from({ length: 30 }, (_, i) => ` ${String.fromCharCode(97 + (i % 26))}${i}`);
export const tokenizer = wordTokenizer(words);

export const model: ModelRecord = {
  name: 'tiny',
  architecture: 'gpt_neox',
  layers: 1,
  width: 4,
  vocabularySize: 32,
  contextLength: 128,
  digest: 'm'.repeat(64),
  tokenizerDigest: 't'.repeat(64),
  hookPoints: [],
  graphFile: 'model.onnx',
};

export const dictionaries = [
  syntheticDictionary(24, { name: 'tiny/a', digest: 'a'.repeat(64) }),
  syntheticDictionary(10, { name: 'tiny/b', digest: 'b'.repeat(64) }),
];

export const input: HarvestInput = {
  dictionaries: ['tiny/a', 'tiny/b'],
  corpus: 'stories',
  contextsPerFeature: 5,
  windowTokens: 8,
  contextTokens: 32,
  includeSpecialTokens: false,
};

/** Documents of unlike lengths; every fifth is given as token ids, with a special token in its middle; one is empty. */
export function documents(count: number): CorpusDocument[] {
  return Array.from({ length: count }, (_, i) => {
    const ids = Array.from({ length: 1 + ((i * 37) % 83) }, (_, t) => 2 + ((i * 7 + t * t * 3) % 30));
    if (i === 7) return { id: 'empty', tokenIds: [] };
    if (i % 5 === 4) return { id: `d${i}`, tokenIds: [...ids, 1, ...ids] };
    return { id: `d${i}`, text: ids.map((id) => words[id - 2]).join('') };
  });
}

/** Says nothing; tests that want to hear give their own. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface Workbench {
  readonly store: Store;
  readonly jobs: JobService;
  readonly metrics: MetricsService;
  close(): Promise<void>;
}

export type WorkbenchOptions = Partial<Omit<JobServiceOptions, 'store' | 'tokenizers' | 'limits' | 'engine'>> & {
  readonly folder?: string;
  /** What it leaves out is made up. */
  readonly engine?: Partial<SyntheticEngine>;
};

/** Opens the store in `folder`, or in a temporary one that closing removes, and fills it when it is empty. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'saeql-harvest-'));
  const store = await openStore(folder, { migrations });
  if (!store.models.find(model.name)) await fill(store);
  const readActivations = () => Promise.reject(new Error('the synthetic engine has no activations'));
  const engine = { ...syntheticEngine(), readActivations, ...options.engine };
  const limits = { maxPageSize: 100 };
  const jobs = createJobService({
    log: silentLog,
    ...options,
    engine,
    store,
    tokenizers: { load: async () => tokenizer },
    limits,
  });
  return {
    store,
    jobs,
    metrics: createMetrics({ store, catalog: createCatalog({ store, limits }), clock: () => new Date() }),
    close: async () => {
      await store.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function fill(store: Store): Promise<void> {
  store.models.add(model);
  for (const dictionary of dictionaries) store.dictionaries.add(dictionary);
  await addCorpus(store, 'stories', documents(60));
}

export async function addCorpus(store: Store, name: string, all: readonly CorpusDocument[]): Promise<void> {
  const written = await store.corpora.write(stream(all));
  store.corpora.add({ name, ...written });
}

async function* stream<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
