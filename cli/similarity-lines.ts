/** A similarity as lines for a person. */
import type { ChanceValues } from '../domain/similarity.js';
import type { NamedSimilarity } from '../services/services.js';
import type { SimilarityExtras } from './similarity-document.js';
import { toTable } from './table.js';

const digits = 4;

export function similarityLines(similarity: NamedSimilarity, extras: SimilarityExtras): string[] {
  const { record, truth, query } = similarity;
  const { matched } = record;
  const like = extras.covarianceBaseline;
  const header = ['number', 'value', 'random vectors', ...(like ? ["with the truth's covariance"] : [])];
  const rows = [
    ['mean max cosine of the truth', toText(record.meanMaxCosine), forward(record), ...(like ? [forward(like)] : [])],
    ['of the query', toText(record.reverse), backward(record), ...(like ? [backward(like)] : [])],
    ['share of the truth above 0.9', toText(extras.fractionAbove)],
    [`one to one, ${matched.count} pairs${matched.exact ? '' : ' (not exact)'}`, toText(matched.meanCosine)],
    ['share of these above 0.7', toText(extras.matchedFractionAbove)],
    ['encoder and decoder agree above 0.7', toText(extras.encoderDecoderAgreement)],
  ].map((row) => header.map((_, column) => row[column] ?? ''));
  return [
    `${record.vectors.toLowerCase()} vectors of ${truth} (${record.truthCount} features) in ${query} (${record.queryCount})${rule(similarity)}`,
    ...remarks(similarity),
    '',
    ...toTable(header, rows),
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

function forward({ randomBaseline, randomDeviation }: ChanceValues): string {
  return `${toText(randomBaseline)} ± ${toText(randomDeviation)}`;
}

function backward({ reverseBaseline, reverseDeviation }: ChanceValues): string {
  return `${toText(reverseBaseline)} ± ${toText(reverseDeviation)}`;
}

function toText(value: number | null): string {
  return value === null ? 'not known: compare the other vectors too' : value.toFixed(digits);
}
