/** Metrics of dictionaries: those that were measured, and jobs that measure. */
import type { MetricsInput } from '../domain/job.js';
import type { MetricsRecord } from '../domain/metrics.js';
import type { Store } from '../store/store.js';
import { queueJob } from './jobs/queue-job.js';
import { completeInput, planMetrics } from './metrics/metrics-plan.js';
import type { CatalogService, Clock, MetricsService } from './services.js';

export interface MetricsServiceOptions {
  readonly store: Pick<Store, 'metrics' | 'jobs'>;
  readonly catalog: CatalogService;
  readonly clock: Clock;
}

/** A record counts only while the names in it stand for what was measured. */
export function createMetrics({ store, catalog, clock }: MetricsServiceOptions): MetricsService {
  const isCurrent = (record: MetricsRecord): boolean =>
    catalog.findDictionary(record.dictionary)?.digest === record.dictionaryDigest &&
    catalog.findCorpus(record.corpus)?.digest === record.corpusDigest;
  return {
    find(dictionary, { corpus, tokenRule }) {
      catalog.getDictionary(dictionary);
      if (corpus !== undefined) catalog.getCorpus(corpus);
      const records = store.metrics.list(corpus === undefined ? [dictionary] : [dictionary, corpus, tokenRule]);
      return records.find((record) => record.tokenRule === tokenRule && isCurrent(record));
    },
    findById(id) {
      const record = store.metrics.find(id);
      return record && isCurrent(record) ? record : undefined;
    },
    start(input: MetricsInput) {
      return queueJob({ jobs: store.jobs, clock }, 'METRICS', completeInput(input, planMetrics(input, catalog)));
    },
  };
}
