/** The view of a classifier, whatever its kind. */
import type { ClassifierRecord } from '../domain/classifier.js';
import type { ClassifierType } from '../schema/classifier.type.js';
import { ensembleView } from '../schema/ensemble.type.js';
import { probeView } from '../schema/probe.type.js';

export function classifierView(classifier: ClassifierRecord): ClassifierType {
  switch (classifier.kind) {
    case 'LOGISTIC':
    case 'MASS_MEAN':
      return probeView(classifier);
    case 'ENSEMBLE':
      return ensembleView(classifier);
    default:
      throw new Error(`classifiers of the kind ${classifier.kind} have no view`);
  }
}
