/** Jobs that make ensembles of a scan's hits. */
import type { Store } from '../store/store.js';
import { planEnsemble } from './ensembles/ensemble-plan.js';
import { findSameEnsemble } from './ensembles/same-ensemble.js';
import { createScanReader } from './feature-scans/read-scans.js';
import { queueJob } from './jobs/queue-job.js';
import { finishedJob } from './similarity/finished-job.js';
import type { ClassifierService, Clock } from './services.js';

export interface EnsemblesOptions {
  readonly store: Pick<Store, 'classifiers' | 'featureScans' | 'featureScanArrays' | 'jobs'>;
  readonly clock: Clock;
}

export function createEnsembles({ store, clock }: EnsemblesOptions): Pick<ClassifierService, 'startEnsemble'> {
  const scans = createScanReader(store);
  return {
    startEnsemble(given) {
      const { input } = planEnsemble(given, scans);
      const queue = { jobs: store.jobs, clock };
      if (!findSameEnsemble(store, input)) return queueJob(queue, 'ENSEMBLE', input);
      return finishedJob(queue, { kind: 'ENSEMBLE', input, result: { kind: 'Ensemble', key: input.name } });
    },
  };
}
