/** Numbers about many cosines. */
import type { Histogram } from '../../domain/harvest.js';
import type { SimilarityArrays } from '../../domain/similarity.js';

const noMatch = 2 ** 32 - 1;

/** 0 for no values. */
export function shareAbove(cosine_N: Float32Array, threshold: number): number {
  if (cosine_N.length === 0) return 0;
  let above = 0;
  for (const cosine of cosine_N) if (cosine > threshold) above++;
  return above / cosine_N.length;
}

/** Bins of equal width from -1 to 1; a cosine on an edge belongs to the bin above it, 1 to the last. */
export function cosineHistogram(cosine_N: Float32Array, bins: number): Histogram {
  const counts = new Array<number>(bins).fill(0);
  for (const cosine of cosine_N) counts[Math.min(Math.max(Math.floor(((cosine + 1) / 2) * bins), 0), bins - 1)]++;
  return { edges: Array.from({ length: bins + 1 }, (_, edge) => -1 + (2 * edge) / bins), counts };
}

/** By index; NaN for features that did not take part. */
export function cosinesByIndex({ truthFeature_N, truthCosine_N }: SimilarityArrays, indexRange: number): Float32Array {
  const cosine_F = new Float32Array(indexRange).fill(NaN);
  truthFeature_N.forEach((feature, place) => (cosine_F[feature] = truthCosine_N[place]));
  return cosine_F;
}

/** By index; 2^32 - 1 for features that did not take part. */
export function matchesByIndex({ truthFeature_N, truthMatch_N }: SimilarityArrays, indexRange: number): Uint32Array {
  const match_F = new Uint32Array(indexRange).fill(noMatch);
  truthFeature_N.forEach((feature, place) => (match_F[feature] = truthMatch_N[place]));
  return match_F;
}
