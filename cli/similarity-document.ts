/** A similarity as `--json` prints it: the field names of its GraphQL type, at the thresholds that are its defaults. */
import { toNodeId } from '../domain/node-id.js';
import type { NamedSimilarity } from '../services/services.js';

export interface SimilarityShares {
  /** Above 0.9. */
  readonly fractionAbove: number;
  /** Above 0.7. */
  readonly matchedFractionAbove: number;
  /** Above 0.7; null until both kinds of vectors have been compared. */
  readonly encoderDecoderAgreement: number | null;
}

export function similarityDocument({ record, truth, query }: NamedSimilarity, shares: SimilarityShares) {
  const { alive } = record;
  return {
    id: toNodeId('Similarity', record.id),
    truth: { name: truth },
    query: { name: query },
    vectors: record.vectors,
    aliveCorpus: alive ? { name: alive.corpus } : null,
    aliveMinFrequency: alive?.minFrequency ?? null,
    sameContent: record.truthContent === record.queryContent,
    meanMaxCosine: record.meanMaxCosine,
    reverse: record.reverse,
    randomBaseline: record.randomBaseline,
    randomDeviation: record.randomDeviation,
    reverseBaseline: record.reverseBaseline,
    reverseDeviation: record.reverseDeviation,
    truthCount: record.truthCount,
    queryCount: record.queryCount,
    truthZeroVectors: record.truthZeroVectors,
    queryZeroVectors: record.queryZeroVectors,
    fractionAbove: shares.fractionAbove,
    matched: { ...record.matched, fractionAbove: shares.matchedFractionAbove },
    encoderDecoderAgreement: shares.encoderDecoderAgreement,
  };
}
