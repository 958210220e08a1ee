/** The view of a classifier, whatever its kind. */
import type { ClassifierRecord } from '../domain/classifier.js';
import type { ClassifierType } from '../schema/classifier.type.js';
import { featureClassifierView } from '../schema/feature-classifier.type.js';
import { ensembleView } from '../schema/ensemble.type.js';
import { probeView } from '../schema/probe.type.js';

export function classifierView(classifier: ClassifierRecord): ClassifierType {
  switch (classifier.kind) {
    case 'LOGISTIC':
    case 'MASS_MEAN':
      return probeView(classifier);
    case 'FEATURE':
      return featureClassifierView(classifier);
    case 'ENSEMBLE':
      return ensembleView(classifier);
  }
}
