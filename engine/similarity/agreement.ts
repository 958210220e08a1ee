/** Whether encoder and decoder tell the same story about which features two dictionaries share. */
import type { BestMatches } from './comparison.js';

export interface Agreement {
  /** Share of the features whose best match by decoder and by encoder is the same, with both cosines above the threshold. */
  readonly share: number;
  /** 1 for such a feature, in the order of the features. */
  readonly agrees_N: Uint8Array;
}

/** Above it, features of two training runs count as the same. */
const usualAgreementThreshold = 0.7;

/**
 * For one direction of two comparisons of the same features, one by decoder and one by encoder vectors.
 *
 * @source G. Paulo & N. Belrose 2025, "Sparse autoencoders trained on the same data learn different features"
 * (arXiv 2501.16615), whose pairs come from one-to-one matchings; here each feature's nearest is its partner
 */
export function encoderDecoderAgreement(
  decoder: BestMatches,
  encoder: BestMatches,
  threshold: number = usualAgreementThreshold,
): Agreement {
  const count = decoder.feature_N.length;
  if (encoder.feature_N.length !== count) throw new Error('the comparisons are not of the same features');
  const agrees_N = new Uint8Array(count);
  let agreeing = 0;
  for (let n = 0; n < count; n++) {
    const isSame = decoder.match_N[n] === encoder.match_N[n];
    if (!isSame || decoder.cosine_N[n] <= threshold || encoder.cosine_N[n] <= threshold) continue;
    agrees_N[n] = 1;
    agreeing++;
  }
  return { share: count === 0 ? 0 : agreeing / count, agrees_N };
}
