/** Whether encoder and decoder agree about what two dictionaries share, where both have been compared. */
import type { SimilarityArrays, SimilarityRecord } from '../../domain/similarity.js';
import { encoderDecoderAgreement, type BestMatches } from '../../engine/index.js';
import type { Store } from '../../store/store.js';

export interface AgreementSource {
  readonly store: Pick<Store, 'similarities'>;
  readonly read: (id: string) => SimilarityArrays;
}

/** Share of the truth's features; null until both kinds of vectors have been compared. */
export function agreementOf(
  { store, read }: AgreementSource,
  record: SimilarityRecord,
  threshold: number,
): number | null {
  const { truthContent, queryContent, vectors } = record;
  const [other] = store.similarities.list([truthContent, queryContent, vectors === 'DECODER' ? 'ENCODER' : 'DECODER']);
  if (!other) return null;
  const toMatches = ({ id, meanMaxCosine, truthZeroVectors }: SimilarityRecord): BestMatches => {
    const { truthFeature_N, truthCosine_N, truthMatch_N } = read(id);
    const arrays = { feature_N: truthFeature_N, cosine_N: truthCosine_N, match_N: truthMatch_N };
    return { ...arrays, meanMaxCosine, zeroVectors: truthZeroVectors };
  };
  // A match is the same whichever of the two is asked about, so that their order does not matter.
  return encoderDecoderAgreement(toMatches(record), toMatches(other), threshold).share;
}
