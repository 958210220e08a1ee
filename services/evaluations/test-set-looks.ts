/** How often rows that should be looked at once have been looked at. */
import type { Store } from '../../store/store.js';
import type { EvaluationPlan } from './evaluation-plan.js';

/** Different classifiers that have been evaluated on the content of the data set, the planned one included. */
export function countLooks(
  { evaluations }: Pick<Store, 'evaluations'>,
  { classifier, dataset }: Pick<EvaluationPlan, 'classifier' | 'dataset'>,
): number {
  const looks = evaluations.list([]).filter(({ datasetDigest }) => datasetDigest === dataset.digest);
  return new Set([...looks.map(({ classifierDigest }) => classifierDigest), classifier.digest]).size;
}
