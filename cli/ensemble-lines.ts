/** An ensemble as lines for a person. */
import type { EnsembleRecord } from '../domain/classifier.js';
import type { Estimate } from '../domain/estimate.js';
import { toTable } from './table.js';

const digits = 3;

export function ensembleLines({ name, members, atLeast, effectiveVoters, curve }: EnsembleRecord): string[] {
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
  ];
}

function toText({ value, low, high }: Estimate): string {
  return `${value.toFixed(digits)} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
}
