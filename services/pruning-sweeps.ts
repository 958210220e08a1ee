/** Pruning sweeps: those that are done, and jobs that do one. */
import type { PruningSweepRecord } from '../domain/pruning-sweep.js';
import type { Store } from '../store/store.js';
import { queueJob } from './jobs/queue-job.js';
import { completeSweepInput, planSweep } from './pruning-sweeps/sweep-plan.js';
import { findSweepOfPoint } from './pruning-sweeps/sweep-record.js';
import type { CatalogService, Clock, HarvestService, PruningSweepService } from './services.js';

export interface PruningSweepsOptions {
  readonly store: Pick<Store, 'dictionaries' | 'harvests' | 'pruningSweeps' | 'jobs'>;
  readonly catalog: CatalogService;
  readonly harvests: HarvestService;
  readonly clock: Clock;
}

/** A sweep counts only while the names in it stand for what was swept. */
export function createPruningSweeps(options: PruningSweepsOptions): PruningSweepService {
  const { store, catalog, clock } = options;
  const isCurrent = ({ dictionary, dictionaryDigest, corpus, corpusDigest }: PruningSweepRecord): boolean =>
    catalog.findDictionary(dictionary)?.digest === dictionaryDigest &&
    catalog.findCorpus(corpus)?.digest === corpusDigest;
  const findById = (id: string): PruningSweepRecord | undefined => {
    const sweep = store.pruningSweeps.find(id);
    return sweep && isCurrent(sweep) ? sweep : undefined;
  };
  return {
    findById,
    findPointMetrics(id) {
      const sweep = findSweepOfPoint(id);
      const points = sweep === undefined ? [] : (findById(sweep)?.points ?? []);
      return points.find(({ metrics }) => metrics.id === id)?.metrics;
    },
    start(input) {
      planSweep(options, input);
      return queueJob({ jobs: store.jobs, clock }, 'PRUNING_SWEEP', completeSweepInput(input));
    },
  };
}
