/** Tells whether a probe is there already. */
import type { ClassifierRecord } from '../../domain/classifier.js';
import type { NamedTable } from '../../store/store.js';
import { findSame } from '../imports/register.js';
import type { ProbePlan } from './probe-plan.js';

/** The classifier of the plan's name when it was made from the same; throws NAME_TAKEN when it is another one. */
export function findSameProbe(
  classifiers: NamedTable<ClassifierRecord>,
  { input, dataset, model }: ProbePlan,
): ClassifierRecord | undefined {
  return findSame(
    classifiers,
    { name: input.name },
    (existing) =>
      existing.modelDigest === model.digest &&
      existing.tokenizerDigest === model.tokenizerDigest &&
      existing.datasetDigest === dataset.digest &&
      existing.positiveLabel === dataset.positiveLabel &&
      JSON.stringify(existing.input) === JSON.stringify(input),
  );
}
