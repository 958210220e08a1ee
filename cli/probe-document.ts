/** A probe as `--json` prints it: the field names are those of GraphQL. */
import type { ProbeRecord } from '../domain/classifier.js';
import { warningsOfClassifier } from '../domain/classifier-warnings.js';

export function probeDocument(probe: ProbeRecord): object {
  const { name, kind, pooling, weights_D, bias, threshold, c, converged, iterations, positiveLabel, digest } = probe;
  return {
    ...{ name, kind, model: { name: probe.model }, trainedOn: { name: probe.dataset } },
    ...{ hookPoint: { name: probe.hookPoint }, pooling, weights: weights_D, bias, threshold, c, converged, iterations },
    ...{ positiveLabel, digest, fitting: probe.fitting, warnings: warningsOfClassifier(probe) },
  };
}

/** What is told of it to a person. */
export function probeLines(probe: ProbeRecord): string[] {
  const { name, kind, model, hookPoint, dataset, positiveLabel, c, converged, iterations, threshold, fitting } = probe;
  const how = c === null ? '' : `, C ${c}, ${iterations} iterations${converged ? '' : ', NOT CONVERGED'}`;
  const parts = Object.entries(fitting?.parts ?? {});
  return [
    `${name}: ${kind === 'LOGISTIC' ? 'logistic regression' : 'mass-mean probe'} on ${hookPoint} of ${model}${how}`,
    `positive is "${positiveLabel}" of ${dataset}, from a score of ${threshold} on`,
    ...parts.map(
      ([part, { positive, negative }]) => `${part.padEnd(9)} ${positive} positive rows, ${negative} negative`,
    ),
    ...warningsOfClassifier(probe).map(({ code, message }) => `${code}: ${message}`),
    'How good it is tells an evaluation: its test part has not been looked at.',
  ];
}
