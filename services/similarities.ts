/** Similarities of dictionaries: those that were computed, and jobs that compute them. */
import { parsePageSize } from '../domain/page.js';
import type { MatchOrder, SimilarityArrays, SimilarityMatrixRecord, SimilarityRecord } from '../domain/similarity.js';
import type { Engine } from '../engine/index.js';
import type { Store } from '../store/store.js';
import { parseInteger } from './argument-range.js';
import { createBoundedCache } from './bounded-cache.js';
import { queueJob } from './jobs/queue-job.js';
import { createFeatureVectors } from './features/feature-vectors.js';
import type {
  CatalogService,
  Clock,
  HarvestService,
  Limits,
  NamedMatrix,
  NamedSimilarity,
  SimilarityService,
} from './services.js';
import { agreementOf } from './similarity/agreement.js';
import { featuresOf } from './similarity/compared-side.js';
import { findNameOf } from './similarity/content-names.js';
import { findCovarianceChance } from './similarity/covariance-chance.js';
import { cosineHistogram, cosinesByIndex, matchesByIndex, shareAbove } from './similarity/cosine-statistics.js';
import { finishedJob } from './similarity/finished-job.js';
import { cutMatches, rankMatches, type RankedMatches } from './similarity/match-page.js';
import { findNearest } from './similarity/nearest.js';
import { completeMatrixInput, matrixSubject, planMatrix } from './similarity/similarity-matrix-plan.js';
import { createKnownSimilarities } from './similarity/known-similarities.js';
import { completeSimilarityInput, planSimilarity } from './similarity/similarity-plan.js';

export interface SimilaritiesOptions {
  readonly store: Store;
  readonly catalog: CatalogService;
  readonly harvests: HarvestService;
  readonly engine: Engine;
  readonly limits: Pick<Limits, 'maxPageSize'>;
  readonly clock: Clock;
}

/** About 1 MB of 32,768 features. */
const arraysKept = 16;
const ordersKept = 16;
const mostBins = 1000;

export function createSimilarities(options: SimilaritiesOptions): SimilarityService {
  return {
    ...createPairs(options),
    ...createReading(options),
    ...createMatrices(options),
    nearest(questions, asker) {
      for (const { first } of questions) parsePageSize(first, options.limits.maxPageSize);
      return findNearest({ ...options, features: { vectors: createFeatureVectors(options) } }, questions, asker);
    },
  };
}

type Pairs = Pick<SimilarityService, 'find' | 'findById' | 'start'>;

function createPairs(options: SimilaritiesOptions): Pairs {
  const { store, clock } = options;
  const findKnown = createKnownSimilarities(store);
  return {
    find(input) {
      const { truth, query } = input;
      const record = findKnown(planSimilarity(input, options));
      return record && { record, truth, query };
    },
    findById(id) {
      const record = store.similarities.find(id);
      return record && withNames(store, record);
    },
    start(given) {
      const input = completeSimilarityInput(given);
      const plan = planSimilarity(input, options);
      for (const side of [plan.truth, plan.query]) featuresOf(options, side);
      const queue = { jobs: store.jobs, clock };
      const known = findKnown(plan);
      const isLacking = input.randomVectors === 'COVARIANCE' && known && !findCovarianceChance(store, known);
      if (!known || isLacking) return queueJob(queue, 'SIMILARITY', input);
      return finishedJob(queue, { kind: 'SIMILARITY', input, result: { kind: 'Similarity', key: known.id } });
    },
  };
}

type Matrices = Pick<SimilarityService, 'findMatrix' | 'findMatrixById' | 'startMatrix'>;

function createMatrices(options: SimilaritiesOptions): Matrices {
  const { store, clock } = options;
  return {
    findMatrix(input) {
      const [record] = store.similarityMatrices.list(matrixSubject(planMatrix(input, options)));
      return record && { record, dictionaries: input.dictionaries };
    },
    findMatrixById(id) {
      const record = store.similarityMatrices.find(id);
      return record && matrixWithNames(store, record);
    },
    startMatrix(given) {
      const input = completeMatrixInput(given);
      const sides = planMatrix(input, options);
      for (const side of sides) featuresOf(options, side);
      const queue = { jobs: store.jobs, clock };
      const [known] = store.similarityMatrices.list(matrixSubject(sides));
      if (!known) return queueJob(queue, 'SIMILARITY_MATRIX', input);
      return finishedJob(queue, {
        ...{ kind: 'SIMILARITY_MATRIX', input },
        result: { kind: 'SimilarityMatrix', key: known.id },
      });
    },
  };
}

function createReading({
  store,
  limits,
}: SimilaritiesOptions): Omit<SimilarityService, keyof (Pairs & Matrices) | 'nearest'> {
  const kept = createBoundedCache<string, SimilarityArrays>(arraysKept);
  const orders = createBoundedCache<string, RankedMatches>(ordersKept);
  const sorted = createBoundedCache<string, Float32Array>(ordersKept);
  const read = (id: string): SimilarityArrays => kept.getOrCreate(id, () => store.similarityArrays.read(id));
  const ascending = (id: string, side: 'truthCosine_N' | 'pairCosine_N'): Float32Array =>
    sorted.getOrCreate(`${id} ${side}`, () => read(id)[side].toSorted());
  const ranked = (id: string, order: MatchOrder): RankedMatches =>
    orders.getOrCreate(`${id} ${order}`, () => rankMatches(read(id), order));
  return {
    covarianceBaseline: (record) => findCovarianceChance(store, record),
    fractionAbove: ({ id }, threshold) => shareAbove(ascending(id, 'truthCosine_N'), threshold),
    histogram: ({ id }, bins) =>
      cosineHistogram(ascending(id, 'truthCosine_N'), parseInteger(bins, { least: 1, most: mostBins, at: 'bins' })),
    matchedFractionAbove: ({ id }, threshold) => shareAbove(ascending(id, 'pairCosine_N'), threshold),
    encoderDecoderAgreement: (record, threshold) => agreementOf({ store, read }, record, threshold),
    matches(similarity, request) {
      const first = parsePageSize(request.first, limits.maxPageSize);
      return cutMatches(ranked(similarity.record.id, request.orderBy), similarity, { ...request, first });
    },
    maxCosines: ({ id, truthIndexRange }) => cosinesByIndex(read(id), truthIndexRange),
    bestMatches: ({ id, truthIndexRange }) => matchesByIndex(read(id), truthIndexRange),
  };
}

function withNames(store: Store, record: SimilarityRecord): NamedSimilarity | undefined {
  const truth = findNameOf(store, record.truth, record.truthDigest);
  const query = findNameOf(store, record.query, record.queryDigest);
  return truth === undefined || query === undefined ? undefined : { record, truth, query };
}

function matrixWithNames(store: Store, record: SimilarityMatrixRecord): NamedMatrix | undefined {
  const names = record.dictionaries.map((name, place) => findNameOf(store, name, record.digests[place]));
  return names.includes(undefined) ? undefined : { record, dictionaries: names.filter((name) => name !== undefined) };
}
