/** A similarity as `--json` prints it: the field names of its GraphQL type, at the thresholds that are its defaults. */
import { toNodeId } from '../domain/node-id.js';
import type { ChanceValues } from '../domain/similarity.js';
import type { NamedSimilarity } from '../services/services.js';

/** What is read beside the record. */
export interface SimilarityExtras {
  /** Null until it was asked for. */
  readonly covarianceBaseline: ChanceValues | null;
  /** Above 0.9. */
  readonly fractionAbove: number;
  /** Above 0.7. */
  readonly matchedFractionAbove: number;
  /** Above 0.7; null until both kinds of vectors have been compared. */
  readonly encoderDecoderAgreement: number | null;
}

export function similarityDocument({ record, truth, query }: NamedSimilarity, extras: SimilarityExtras) {
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
    covarianceBaseline: extras.covarianceBaseline,
    truthCount: record.truthCount,
    queryCount: record.queryCount,
    truthZeroVectors: record.truthZeroVectors,
    queryZeroVectors: record.queryZeroVectors,
    fractionAbove: extras.fractionAbove,
    matched: { ...record.matched, fractionAbove: extras.matchedFractionAbove },
    encoderDecoderAgreement: extras.encoderDecoderAgreement,
    provider: record.provider ?? null,
  };
}
