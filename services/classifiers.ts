/** Classifiers: those that there are, and jobs that make probes. */
import { parsePageSize } from '../domain/page.js';
import type { Store } from '../store/store.js';
import type { ClassifierService } from './classifier-services.js';
import { createKnownClassifiers } from './classifiers/known-classifiers.js';
import { findSameFeature, planFeatureClassifier } from './classifiers/feature-classifier-plan.js';
import { planProbe } from './classifiers/probe-plan.js';
import { findSameProbe } from './classifiers/same-probe.js';
import { queueJob } from './jobs/queue-job.js';
import type { CatalogService, Clock, Limits } from './services.js';
import { finishedJob } from './similarity/finished-job.js';

export interface ClassifiersOptions {
  readonly store: Pick<Store, 'classifiers' | 'jobs'>;
  readonly catalog: CatalogService;
  readonly limits: Pick<Limits, 'maxPageSize'>;
  readonly clock: Clock;
}

export function createClassifiers(
  options: ClassifiersOptions,
): Pick<ClassifierService, 'find' | 'get' | 'page' | 'startProbe' | 'startFeatureClassifier'> {
  const { store, catalog, limits, clock } = options;
  return {
    ...createKnownClassifiers(store),
    page(request, { dataset }) {
      const first = parsePageSize(request.first, limits.maxPageSize);
      if (dataset === undefined) return store.classifiers.page({ ...request, first });
      return store.classifiers.page({ ...request, first }, (classifier) => classifier.dataset === dataset);
    },
    startProbe(given) {
      const plan = planProbe(given, catalog);
      const queue = { jobs: store.jobs, clock };
      if (!findSameProbe(store.classifiers, plan)) return queueJob(queue, 'PROBE', plan.input);
      const result = { kind: 'Probe', key: plan.input.name } as const;
      return finishedJob(queue, { kind: 'PROBE', input: plan.input, result });
    },
    startFeatureClassifier(given) {
      const plan = planFeatureClassifier(given, catalog);
      const queue = { jobs: store.jobs, clock };
      if (!findSameFeature(store.classifiers, plan)) return queueJob(queue, 'FEATURE_CLASSIFIER', plan.input);
      const result = { kind: 'FeatureClassifier', key: plan.input.name } as const;
      return finishedJob(queue, { kind: 'FEATURE_CLASSIFIER', input: plan.input, result });
    },
  };
}
