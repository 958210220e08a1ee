/** Feature scans: those that were made, their hits, and jobs that make them. */
import { parseCursor, parsePageSize, toCursor } from '../domain/page.js';
import type { Store } from '../store/store.js';
import type { FeatureScanService } from './classifier-services.js';
import { createScanReader } from './feature-scans/read-scans.js';
import { findSameScan, planScan } from './feature-scans/scan-plan.js';
import { queueJob } from './jobs/queue-job.js';
import { finishedJob } from './similarity/finished-job.js';
import type { CatalogService, Clock, HarvestService, Limits } from './services.js';

export interface FeatureScansOptions {
  readonly store: Pick<Store, 'dictionaries' | 'harvests' | 'featureScans' | 'featureScanArrays' | 'jobs'>;
  readonly catalog: CatalogService;
  readonly harvests: HarvestService;
  readonly limits: Pick<Limits, 'maxPageSize'>;
  readonly clock: Clock;
}

export function createFeatureScans(options: FeatureScansOptions): FeatureScanService {
  const { store, limits, clock } = options;
  const { hitsBetween, ...reader } = createScanReader(store);
  return {
    ...reader,
    start(given) {
      const plan = planScan(given, options);
      const queue = { jobs: store.jobs, clock };
      if (!findSameScan(options, plan)) return queueJob(queue, 'FEATURE_SCAN', plan.input);
      const result = { kind: 'FeatureScan', key: plan.input.name } as const;
      return finishedJob(queue, { kind: 'FEATURE_SCAN', input: plan.input, result });
    },
    hits(scan, { significant, first, after }) {
      parsePageSize(first, limits.maxPageSize);
      const totalCount = significant ? scan.significant : scan.features;
      const start = after === undefined ? 0 : parseRank(after) + 1;
      const end = Math.min(start + first, totalCount);
      const hits = hitsBetween(scan, start, end);
      return {
        items: hits.map((node, offset) => ({ cursor: toCursor(start + offset), node })),
        hasNextPage: end < totalCount,
        hasPreviousPage: start > 0,
        totalCount,
      };
    },
  };
}

/** A rank is enough of a cursor: scans never change. */
function parseRank(cursor: string): number {
  return parseCursor(cursor, (rank) => (Number.isInteger(rank) && Number(rank) >= 0 ? Number(rank) : undefined));
}
