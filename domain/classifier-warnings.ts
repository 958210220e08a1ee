/** What whoever uses a classifier must know of it, as its record tells. docs/classifiers.md defines every code. */
import type { ClassifierRecord, EnsembleRecord, FeatureClassifierRecord, ProbeRecord } from './classifier.js';
import type { Guard } from './dataset.js';

/** Of the positive rows of the calibration part; a classifier that finds fewer says next to nothing. */
export const rarelyYes = 0.1;

export function warningsOfClassifier(classifier: ClassifierRecord): Guard[] {
  switch (classifier.kind) {
    case 'LOGISTIC':
    case 'MASS_MEAN':
      return [...notConverged(classifier), ...endOfGrid(classifier)];
    case 'FEATURE':
      return neverYes(classifier);
    case 'ENSEMBLE':
      return seldomYes(classifier);
  }
}

function notConverged({ converged, iterations }: ProbeRecord): Guard[] {
  if (converged) return [];
  const message = `The weights are not those of the minimum: the search stopped after ${iterations} iterations.`;
  return [{ code: 'NOT_CONVERGED', message }];
}

function endOfGrid({ c, fitting }: ProbeRecord): Guard[] {
  const tried = fitting?.triedC?.map((each) => each.c) ?? [];
  if (c === null || (c !== tried[0] && c !== tried.at(-1))) return [];
  const message = `The chosen C, ${c}, is the ${c === tried[0] ? 'smallest' : 'largest'} that was tried: a better one may lie beyond.`;
  return [{ code: 'C_AT_END', message }];
}

/** Activations are at least 0, so that no score of sign -1 is above 0. */
function neverYes({ hit, threshold }: FeatureClassifierRecord): Guard[] {
  if (hit.sign > 0 || threshold <= 0) return [];
  return [
    { code: 'RARELY_POSITIVE', message: 'No text can reach the threshold: the rate is kept by never saying yes.' },
  ];
}

function seldomYes({ curve, atLeast }: EnsembleRecord): Guard[] {
  const rate = curve.find((point) => point.atLeast === atLeast)?.truePositiveRate;
  if (rate === undefined || rate.value >= rarelyYes) return [];
  const message = `With ${atLeast} votes it finds ${rate.value.toFixed(3)} of the positive rows of the calibration part: few false positives are then no merit.`;
  return [{ code: 'RARELY_POSITIVE', message }];
}
