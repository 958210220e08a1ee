/** A similarity as lines for a person. */
import type { NamedSimilarity } from '../services/services.js';
import type { SimilarityShares } from './similarity-document.js';
import { toTable } from './table.js';

const digits = 4;

export function similarityLines(similarity: NamedSimilarity, shares: SimilarityShares): string[] {
  const { record, truth, query } = similarity;
  const { matched } = record;
  const rows = [
    [
      'mean max cosine of the truth',
      toText(record.meanMaxCosine),
      chance(record.randomBaseline, record.randomDeviation),
    ],
    ['of the query', toText(record.reverse), chance(record.reverseBaseline, record.reverseDeviation)],
    ['share of the truth above 0.9', toText(shares.fractionAbove), ''],
    [`one to one, ${matched.count} pairs${matched.exact ? '' : ' (not exact)'}`, toText(matched.meanCosine), ''],
    ['share of these above 0.7', toText(shares.matchedFractionAbove), ''],
    ['encoder and decoder agree above 0.7', toText(shares.encoderDecoderAgreement), ''],
  ];
  return [
    `${record.vectors.toLowerCase()} vectors of ${truth} (${record.truthCount} features) in ${query} (${record.queryCount})${rule(similarity)}`,
    ...remarks(similarity),
    '',
    ...toTable(['number', 'value', 'random vectors'], rows),
  ];
}

function rule({ record: { alive } }: NamedSimilarity): string {
  return alive ? `, those that fire on more than ${alive.minFrequency} of ${alive.corpus}` : '';
}

function remarks({ record }: NamedSimilarity): string[] {
  const zero = record.truthZeroVectors + record.queryZeroVectors;
  const same = 'These are the same features of the same weights: each is its own best match, which says nothing.';
  return [
    ...(record.truthContent === record.queryContent ? [same] : []),
    ...(zero > 0 ? [`${zero} vectors have length 0; they count with cosine 0.`] : []),
  ];
}

function chance(mean: number, deviation: number): string {
  return `${toText(mean)} ± ${toText(deviation)}`;
}

function toText(value: number | null): string {
  return value === null ? 'not known: compare the other vectors too' : value.toFixed(digits);
}
