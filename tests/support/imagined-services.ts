/** Services over a few records in memory, which count how often they are called: for tests of what stands above them. */
import { ResearchError } from '../../domain/errors.js';
import type { FeatureKey } from '../../domain/feature.js';
import type { JobRecord } from '../../domain/job.js';
import { didYouMean } from '../../domain/nearest-name.js';
import type { Page, PageRequest } from '../../domain/page.js';
import { parseCursor, parsePageSize, toCursor } from '../../domain/page.js';
import { hasFeature, survivingIndices } from '../../domain/surviving-features.js';
import type { Limits, Services } from '../../services/services.js';
import {
  contextOf,
  controlModel,
  harvest,
  metrics,
  prose,
  pruned,
  queuedJob,
  statements,
  tinyModel,
  undefinedMetrics,
  wide,
} from './small-records.js';

export const testLimits: Limits = {
  maxQueryCost: 20_000,
  maxPrompts: 8,
  maxPromptTokens: 64,
  maxBodyBytes: 4096,
  maxPageSize: 100,
  deadlineMs: 2000,
  maxEngineCost: 10_000,
  maxWaiting: 4,
};

export interface Imagined {
  readonly services: Services;
  /** Calls so far, by `service.method`. */
  readonly calls: Map<string, number>;
  /** Jobs by id; tests change them. */
  readonly jobs: Map<string, JobRecord>;
}

export function imagineServices(limits: Partial<Limits> = {}): Imagined {
  const calls = new Map<string, number>();
  const jobs = new Map([[queuedJob.id, queuedJob]]);
  const annotations = new Map<string, { text: string; author: string; createdAt: string }[]>();
  const services: Services = {
    limits: { ...testLimits, ...limits },
    close: async () => undefined,
    imports: {
      importModel: () => Promise.reject(new Error('not imagined')),
      importDictionary: () => Promise.reject(new Error('not imagined')),
      importCorpus: () => Promise.reject(new Error('not imagined')),
      importDataset: ({ name }) => Promise.resolve({ ...statements, name }),
    },
    inference: notImagined(),
    interventions: notImagined(),
    effects: notImagined(),
    similarities: notImagined(),
    featureScans: notImagined(),
    classifiers: notImagined(),
    evaluations: notImagined(),
    catalog: {
      models: (request) => pageOf([tinyModel, controlModel], request),
      findModel: (name) => byName([tinyModel, controlModel], name),
      getModel: (name) => get([tinyModel, controlModel], name, 'MODEL_NOT_FOUND'),
      dictionaries: (request, { model, hookPoint, of }) =>
        pageOf(
          [wide, pruned].filter(
            (record) =>
              (model ?? record.model) === record.model &&
              (hookPoint ?? record.hookPoint) === record.hookPoint &&
              (of === undefined || record.pruning?.of === of),
          ),
          request,
        ),
      findDictionary: (name) => byName([wide, pruned], name),
      getDictionary: (name) => get([wide, pruned], name, 'DICTIONARY_NOT_FOUND'),
      corpora: (request) => pageOf([prose], request),
      findCorpus: (name) => byName([prose], name),
      getCorpus: (name) => get([prose], name, 'CORPUS_NOT_FOUND'),
      datasets: (request) => pageOf([statements], request),
      findDataset: (name) => byName([statements], name),
      getDataset: (name) => get([statements], name, 'DATASET_NOT_FOUND'),
      corpusTokens: (_, model) => (model.name === 'tiny' ? 1000 : null),
    },
    harvests: {
      find: (dictionary, corpus) => {
        if (corpus !== undefined) get([prose], corpus, 'CORPUS_NOT_FOUND');
        return dictionary === wide.name ? harvest : undefined;
      },
      findById: (id) => (id === harvest.id ? harvest : undefined),
      frequencyHistogram: (_, bins, from, to) => ({
        edges: Array.from({ length: bins + 1 }, (_edge, i) => from + ((to - from) * i) / bins),
        counts: Array.from({ length: bins }, (_count, i) => i),
      }),
    },
    metrics: {
      find: (dictionary, { corpus, tokenRule }) => {
        if (corpus !== undefined) get([prose], corpus, 'CORPUS_NOT_FOUND');
        return [metrics, undefinedMetrics].find(
          (record) => record.dictionary === dictionary && record.tokenRule === tokenRule,
        );
      },
      findById: (id) => [metrics, undefinedMetrics].find((record) => record.id === id),
      start: (input) => {
        const job: JobRecord = { ...queuedJob, id: `j${jobs.size + 1}`, kind: 'METRICS', input };
        jobs.set(job.id, job);
        return job;
      },
    },
    features: {
      find: (key) => {
        const record = get([wide, pruned], key.dictionary, 'DICTIONARY_NOT_FOUND');
        return hasFeature(record, key.index) ? key : undefined;
      },
      page: async (dictionary, request) => {
        const indices = survivingIndices(get([wide, pruned], dictionary, 'DICTIONARY_NOT_FOUND'));
        const keys = Array.from(indices, (index): FeatureKey => ({ dictionary, index }));
        const wanted = request.filter?.indices;
        return pageOf(wanted ? keys.filter(({ index }) => wanted.includes(index)) : keys, request);
      },
      random: (dictionary, _, seed) => ({ dictionary, index: (seed ?? 0) % wide.size }),
      statistics: (_, indices) => indices.map(statisticsOf),
      activationHistogram: () => ({ edges: [1, 2, 4], counts: [3, 1] }),
      topTokens: async (_, index, first) => [
        {
          token: { id: 2, text: ' is', special: false },
          firings: index + first,
          shareOfFirings: 0.5,
          meanActivation: 2,
        },
      ],
      vectors: async (keys) =>
        keys.map(({ index }) => ({
          decoder_D: Float32Array.of(index, 1, 2, 3),
          encoder_D: Float32Array.of(0.5, index, 0, -1),
          encoderBias: -0.125,
          threshold: null,
        })),
      annotations: (keys) => keys.map((key) => annotations.get(nameOf(key)) ?? []),
      annotate: (key, text, author) => {
        const known = annotations.get(nameOf(key)) ?? [];
        annotations.set(nameOf(key), [...known, { text, author, createdAt: '2024-05-02T00:00:00.000Z' }]);
        return key;
      },
    },
    prunings: { create: ({ name }) => ({ ...pruned, name }) },
    pruningSweeps: {
      findById: () => undefined,
      findPointMetrics: () => undefined,
      start: () => queuedJob,
    },
    contexts: {
      top: async (requests) =>
        requests.map((request) =>
          pageOf(
            Array.from({ length: 12 }, (_, i) => contextOf(request.index, i + 1)).filter(
              ({ maxActivation }) => maxActivation >= (request.filter?.minActivation ?? 0),
            ),
            request,
          ),
        ),
      sampled: async (_, index, quantiles, perQuantile) =>
        Array.from({ length: quantiles }, (_quantile, q) => ({
          from: q,
          to: q + 1,
          contexts: Array.from({ length: perQuantile }, (_context, i) => contextOf(index, i + 1)),
        })),
      silent: async (_, index, { first }) =>
        Array.from({ length: first }, (_context, i) => ({
          ...contextOf(index, i + 1),
          maxActivation: 0,
          activations: new Float32Array(4),
        })),
      before: (_, tokens) => ['x', 'y', 'z'].slice(-tokens),
      after: (_, tokens) => ['u', 'v', 'w'].slice(0, tokens),
      tokenTexts: ({ tokenIds }) => Array.from(tokenIds, (id) => `t${id}`),
      text: ({ tokenIds }) => Array.from(tokenIds, (id) => `t${id}`).join(''),
    },
    tokens: {
      tokenize: async (model, text, addSpecialTokens) => {
        get([tinyModel], model, 'MODEL_NOT_FOUND');
        const tokens = [...text].map((letter) => ({ id: letter.codePointAt(0) ?? 0, text: letter, special: false }));
        return addSpecialTokens ? [{ id: 0, text: '<s>', special: true }, ...tokens] : tokens;
      },
    },
    controls: {
      startRandomizedModel: (input) => {
        const job = { ...queuedJob, id: `j${jobs.size + 1}`, kind: 'RANDOMIZED_MODEL' as const, input };
        jobs.set(job.id, job);
        return job;
      },
      createRandomDictionary: async ({ name }) => ({ ...wide, name, architecture: 'RANDOM' }),
      createIdentityDictionary: async ({ name }) => ({ ...wide, name }),
    },
    int8Dictionaries: {
      start: (input) => {
        const job = { ...queuedJob, id: `j${jobs.size + 1}`, kind: 'INT8_DICTIONARY' as const, input };
        jobs.set(job.id, job);
        return job;
      },
    },
    removal: {
      remove: ({ key }) => {
        throw new ResearchError('IN_USE', `"${key}" is used by 2 dictionaries.`, { at: 'id' });
      },
    },
    jobs: {
      find: (id) => jobs.get(id),
      page: (request, state) =>
        pageOf(
          [...jobs.values()].filter((job) => (state ?? job.state) === job.state),
          request,
        ),
      startHarvest: (input) => {
        const job = { ...queuedJob, id: `j${jobs.size + 1}`, input };
        jobs.set(job.id, job);
        return job;
      },
      cancel: (id) => {
        const job = jobs.get(id);
        if (!job) throw new ResearchError('JOB_NOT_FOUND', `There is no job "${id}".`, { at: 'id' });
        const cancelled = { ...job, state: 'CANCELLED' as const };
        jobs.set(id, cancelled);
        return cancelled;
      },
      watch: async function* (id) {
        const job = jobs.get(id);
        if (!job) return;
        yield job;
        yield { ...job, state: 'RUNNING', progress: 0.5 };
        yield { ...job, state: 'SUCCEEDED', progress: 1 };
      },
      run: () => Promise.reject(new Error('not imagined')),
      nextRunnable: () => undefined,
      giveUp: () => undefined,
      sweep: () => undefined,
    },
  };
  return { services: countingServices(services, calls), calls, jobs };
}

function statisticsOf(index: number) {
  return {
    frequency: index / 1000,
    firings: index,
    maxActivation: index,
    meanActivation: index === 0 ? null : index / 2,
    topTokenShare: index === 0 ? null : 0.5,
    tokensFor90Percent: index === 0 ? null : 3,
  };
}

function nameOf({ dictionary, index }: FeatureKey): string {
  return `${dictionary}#${index}`;
}

function byName<R extends { readonly name: string }>(records: readonly R[], name: string): R | undefined {
  return records.find((record) => record.name === name);
}

type NotFound = 'MODEL_NOT_FOUND' | 'DICTIONARY_NOT_FOUND' | 'CORPUS_NOT_FOUND' | 'DATASET_NOT_FOUND';

function get<R extends { readonly name: string }>(records: readonly R[], name: string, code: NotFound): R {
  const found = byName(records, name);
  if (found) return found;
  const known = records.map((record) => record.name);
  throw new ResearchError(code, `Nothing is named "${name}".${didYouMean(name, known)}`, { at: 'name' });
}

function pageOf<T>(all: readonly T[], { first, after }: PageRequest): Page<T> {
  parsePageSize(first, testLimits.maxPageSize);
  const start =
    after === undefined
      ? 0
      : parseCursor(after, (position) => (typeof position === 'number' ? position + 1 : undefined));
  const nodes = all.slice(start, start + first);
  return {
    items: nodes.map((node, i) => ({ cursor: toCursor(start + i), node })),
    hasNextPage: start + nodes.length < all.length,
    hasPreviousPage: start > 0,
    totalCount: all.length,
  };
}

function countingServices(services: Services, calls: Map<string, number>): Services {
  const counted = (name: string, service: object): object =>
    new Proxy(service, {
      get(target, method) {
        const value: unknown = Reflect.get(target, method);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]): unknown => {
          const key = `${name}.${String(method)}`;
          calls.set(key, (calls.get(key) ?? 0) + 1);
          return Reflect.apply(value, target, given);
        };
      },
    });
  const entries = Object.entries(services).map(([name, service]) => [
    name,
    typeof service === 'object' && name !== 'limits' ? counted(name, service) : service,
  ]);
  return Object.fromEntries(entries) as unknown as Services;
}

/** A service that no test of this kind calls. */
function notImagined<S extends object>(): S {
  return new Proxy({} as S, {
    get: (_, method) => () => Promise.reject(new Error(`${String(method)} is not imagined`)),
  });
}
