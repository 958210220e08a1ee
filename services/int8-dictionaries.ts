/** Dictionaries that encode in int8: jobs that make them and measure what that changes. */
import type { Store } from '../store/store.js';
import { completeInput, planInt8Dictionary } from './int8-dictionaries/int8-dictionary-plan.js';
import { queueJob } from './jobs/queue-job.js';
import type { CatalogService, Clock, Int8DictionaryService } from './services.js';

export interface Int8DictionariesOptions {
  readonly store: Pick<Store, 'dictionaries' | 'corpora' | 'harvests' | 'jobs'>;
  readonly catalog: CatalogService;
  readonly clock: Clock;
}

export function createInt8Dictionaries({ store, catalog, clock }: Int8DictionariesOptions): Int8DictionaryService {
  return {
    start(request) {
      const plan = planInt8Dictionary(request, { store, catalog });
      return queueJob({ jobs: store.jobs, clock }, 'INT8_DICTIONARY', completeInput(plan));
    },
  };
}
