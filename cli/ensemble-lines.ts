/** An ensemble as lines for a person. */
import type { EnsembleRecord } from '../domain/classifier.js';
import { warningsOfClassifier } from '../domain/classifier-warnings.js';
import type { Estimate } from '../domain/estimate.js';
import { toTable } from './table.js';

const digits = 3;

export function ensembleLines(ensemble: EnsembleRecord): string[] {
  const { name, members, atLeast, effectiveVoters, curve } = ensemble;
  const rows = curve.map((point) => [
    `${point.atLeast}${point.atLeast === atLeast ? ' *' : ''}`,
    toText(point.truePositiveRate),
    toText(point.falsePositiveRate),
    point.guaranteed ? 'kept' : '',
  ]);
  return [
    `${name}: at least ${atLeast} of ${members.length} members, worth ${effectiveVoters.toFixed(1)} that err independently.`,
    '',
    ...toTable(['votes', 'true positives', 'false positives', 'wanted rate'], rows),
    ...warningsOfClassifier(ensemble).map(({ code, message }) => `${code}: ${message}`),
  ];
}

function toText({ value, low, high }: Estimate): string {
  return `${value.toFixed(digits)} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
}
