/** Evaluations of classifiers: those that were made, and jobs that make them. */
import type { EvaluationRecord, GeneralizationRecord } from '../domain/evaluation.js';
import type { Store } from '../store/store.js';
import { completeEvaluationInput, evaluationSubject, planEvaluation } from './evaluations/evaluation-plan.js';
import { findSameGeneralization, planGeneralization } from './evaluations/generalization-plan.js';
import { queueJob } from './jobs/queue-job.js';
import type { CatalogService, ClassifierService, Clock, EvaluationService } from './services.js';
import { finishedJob } from './similarity/finished-job.js';

export interface EvaluationsOptions {
  readonly store: Pick<Store, 'evaluations' | 'generalizations' | 'jobs'>;
  readonly catalog: CatalogService;
  readonly classifiers: Pick<ClassifierService, 'find' | 'get'>;
  readonly clock: Clock;
}

/** A record counts only while the names in it stand for what was evaluated. */
export function createEvaluations(options: EvaluationsOptions): EvaluationService {
  const { store, catalog, classifiers, clock } = options;
  const isCurrent = (record: EvaluationRecord): boolean =>
    classifiers.find(record.classifier)?.digest === record.classifierDigest &&
    catalog.findDataset(record.dataset)?.digest === record.datasetDigest;
  const find: EvaluationService['find'] = (input) => {
    classifiers.get(input.classifier);
    catalog.getDataset(input.dataset);
    return store.evaluations.list(evaluationSubject(input)).find(isCurrent);
  };
  return {
    find,
    findById(id) {
      const record = store.evaluations.find(id);
      return record && isCurrent(record) ? record : undefined;
    },
    start(given) {
      const input = completeEvaluationInput(given);
      planEvaluation(input, options);
      const queue = { jobs: store.jobs, clock };
      const known = find(input);
      if (!known) return queueJob(queue, 'EVALUATION', input);
      return finishedJob(queue, { kind: 'EVALUATION', input, result: { kind: 'Evaluation', key: known.id } });
    },
    ...createGeneralizations(options),
  };
}

function createGeneralizations({
  store,
  catalog,
  clock,
}: EvaluationsOptions): Pick<EvaluationService, 'findGeneralization' | 'startGeneralization'> {
  const isCurrent = ({ datasets, datasetDigests }: GeneralizationRecord): boolean =>
    datasets.every((name, place) => catalog.findDataset(name)?.digest === datasetDigests[place]);
  return {
    findGeneralization(name) {
      const record = store.generalizations.find(name);
      return record && isCurrent(record) ? record : undefined;
    },
    startGeneralization(given) {
      const plan = planGeneralization(given, catalog);
      const queue = { jobs: store.jobs, clock };
      const known = findSameGeneralization(store.generalizations, plan);
      if (!known) return queueJob(queue, 'GENERALIZATION', plan.input);
      const result = { kind: 'Generalization', key: known.name } as const;
      return finishedJob(queue, { kind: 'GENERALIZATION', input: plan.input, result });
    },
  };
}
