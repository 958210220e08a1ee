/** Feature scans: those that were made, their hits, and jobs that make them. */
import { ResearchError } from '../domain/errors.js';
import type { FeatureKey } from '../domain/feature.js';
import type { FeatureScanArrays, FeatureScanRecord } from '../domain/feature-scan.js';
import { didYouMean } from '../domain/nearest-name.js';
import { parseCursor, parsePageSize, toCursor } from '../domain/page.js';
import type { Store } from '../store/store.js';
import { createBoundedCache } from './bounded-cache.js';
import type { FeatureScanService } from './classifier-services.js';
import { hitAt } from './feature-scans/hits.js';
import { findSameScan, planScan } from './feature-scans/scan-plan.js';
import { queueJob } from './jobs/queue-job.js';
import type { CatalogService, Clock, HarvestService, Limits } from './services.js';

export interface FeatureScansOptions {
  readonly store: Pick<Store, 'dictionaries' | 'harvests' | 'featureScans' | 'featureScanArrays' | 'jobs'>;
  readonly catalog: CatalogService;
  readonly harvests: HarvestService;
  readonly limits: Pick<Limits, 'maxPageSize'>;
  readonly clock: Clock;
}

/** About 3 MB of 32,768 features. */
const arraysKept = 8;

export function createFeatureScans(options: FeatureScansOptions): FeatureScanService {
  const { store, limits, clock } = options;
  const kept = createBoundedCache<string, FeatureScanArrays>(arraysKept);
  const read = (id: string): FeatureScanArrays => kept.getOrCreate(id, () => store.featureScanArrays.read(id));
  return {
    find: (name) => store.featureScans.find(name),
    get(name) {
      const found = store.featureScans.find(name);
      if (found) return found;
      const message = `There is no feature scan "${name}".${didYouMean(name, store.featureScans.names())}`;
      throw new ResearchError('FEATURE_SCAN_NOT_FOUND', message, { at: 'scan' });
    },
    start(given) {
      const plan = planScan(given, options);
      findSameScan(options, plan);
      return queueJob({ jobs: store.jobs, clock }, 'FEATURE_SCAN', plan.input);
    },
    hits(scan, { significant, first, after }) {
      parsePageSize(first, limits.maxPageSize);
      const arrays = read(scan.id);
      const totalCount = significant ? scan.significant : arrays.feature_N.length;
      const start = after === undefined ? 0 : parseRank(after) + 1;
      const end = Math.min(start + first, totalCount);
      const items = Array.from({ length: Math.max(0, end - start) }, (_, offset) => ({
        cursor: toCursor(start + offset),
        node: hitAt(scan, arrays, start + offset),
      }));
      return { items, hasNextPage: end < totalCount, hasPreviousPage: start > 0, totalCount };
    },
    hit(scan, feature) {
      const arrays = read(scan.id);
      return hitAt(scan, arrays, getPlace(scan, arrays, feature));
    },
  };
}

/** A rank is enough of a cursor: scans never change. */
function parseRank(cursor: string): number {
  return parseCursor(cursor, (rank) => (Number.isInteger(rank) && Number(rank) >= 0 ? Number(rank) : undefined));
}

function getPlace({ name, dictionaries }: FeatureScanRecord, arrays: FeatureScanArrays, feature: FeatureKey): number {
  const { dictionary_N, feature_N } = arrays;
  const dictionary = dictionaries.indexOf(feature.dictionary);
  const place = feature_N.findIndex((index, n) => index === feature.index && dictionary_N[n] === dictionary);
  if (place >= 0) return place;
  const message =
    dictionary < 0
      ? `The scan "${name}" has no dictionary "${feature.dictionary}".`
      : `Feature ${feature.index} of "${feature.dictionary}" took no part in the scan "${name}".`;
  throw new ResearchError('FEATURE_NOT_FOUND', message, {
    at: 'feature',
    fix: 'Name a hit of the scan; features that are silent on its fitting part, or fire too often, are none.',
  });
}
