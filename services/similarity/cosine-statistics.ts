/** Numbers about many cosines. */
import type { Histogram } from '../../domain/harvest.js';
import type { SimilarityArrays } from '../../domain/similarity.js';

const noMatch = 2 ** 32 - 1;

/** Of cosines in ascending order; 0 for none. */
export function shareAbove(ascending_N: Float32Array, threshold: number): number {
  const count = ascending_N.length;
  return count === 0 ? 0 : (count - firstPlace(ascending_N, (cosine) => cosine > threshold)) / count;
}

/** Of cosines in ascending order, in bins of equal width from -1 to 1; an edge belongs to the bin above it, 1 to the last. */
export function cosineHistogram(ascending_N: Float32Array, bins: number): Histogram {
  const binOf = (cosine: number): number => Math.floor(((cosine + 1) / 2) * bins);
  const starts = Array.from({ length: bins + 1 }, (_, bin) => {
    if (bin === 0) return 0;
    return bin === bins ? ascending_N.length : firstPlace(ascending_N, (cosine) => binOf(cosine) >= bin);
  });
  const counts = Array.from({ length: bins }, (_, bin) => starts[bin + 1] - starts[bin]);
  return { edges: Array.from({ length: bins + 1 }, (_, edge) => -1 + (2 * edge) / bins), counts };
}

/** The first place whose value passes, where all behind it do too; the length when none does. */
function firstPlace(ascending_N: Float32Array, passes: (value: number) => boolean): number {
  let [low, high] = [0, ascending_N.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(ascending_N[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
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
