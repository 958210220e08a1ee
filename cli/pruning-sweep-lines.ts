/** A pruning sweep as lines for a person: a row a threshold, with what random removals of equal count give. */
import type { PruningPoint, PruningSweepRecord } from '../domain/pruning-sweep.js';
import { toTable } from './table.js';

const significantDigits = 4;
const header = [
  'max frequency',
  'removed',
  'L0',
  'MSE',
  'recovered',
  'L0 at random',
  'MSE at random',
  'recovered at random',
];

export function pruningSweepLines(sweep: PruningSweepRecord): string[] {
  return [
    `${sweep.dictionary} on ${sweep.corpus}, rule ${sweep.tokenRule.toLowerCase()}`,
    ...toTable(header, sweep.points.map(toRow)),
    ...valleyLines(sweep),
    ...chosenLines(sweep),
  ];
}

function toRow({ maxFrequency, removed, metrics, random }: PruningPoint): string[] {
  const drawn = (metric: string): string =>
    toText(random.find(({ definition }) => definition === `${metric}.mean`)?.value ?? null);
  return [
    toText(maxFrequency),
    String(removed),
    ...[metrics.l0, metrics.mse, metrics.fractionRecovered].map(toText),
    ...['l0', 'mse', 'fractionRecovered'].map(drawn),
  ];
}

function valleyLines({ valley }: PruningSweepRecord): string[] {
  if (valley === null) return ['The histogram of frequencies has no spike of frequent features.'];
  return [`The valley before the spike of frequent features is at ${valley}.`];
}

function chosenLines({ targetL0, chosen }: PruningSweepRecord): string[] {
  if (targetL0 === undefined) return [];
  if (chosen === null) return [`No threshold leaves an L0 of at most ${targetL0}.`];
  return [`An L0 of ${toText(chosen.metrics.l0)} is left by --max-frequency ${chosen.maxFrequency}.`];
}

function toText(value: number | null): string {
  return value === null ? '' : String(Number(value.toPrecision(significantDigits)));
}
