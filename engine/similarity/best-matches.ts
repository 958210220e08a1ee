/** Best rows told by feature: vectors of length 0 back in, everything in the order of the features. */
import type { BestMatches } from './comparison.js';
import type { BestRows } from './best-rows.js';
import type { FeatureRows } from './read-vectors.js';

/** The cosine with a vector of length 0 is 0, whichever of the two it is. */
export function toBestMatches(best: BestRows, own: FeatureRows, other: FeatureRows): BestMatches {
  const count = own.feature_N.length;
  const cosine_N = new Float32Array(count);
  const match_N = new Uint32Array(count).fill(other.feature_N[0]);
  own.rows.place_N.forEach((place, row) => {
    const found = bestOf(best, row, other);
    cosine_N[place] = found.cosine;
    match_N[place] = other.feature_N[found.place];
  });
  const meanMaxCosine = meanOf(cosine_N);
  return { feature_N: own.feature_N, cosine_N, match_N, meanMaxCosine, zeroVectors: own.zeroPlaces.length };
}

function bestOf(best: BestRows, row: number, other: FeatureRows): { cosine: number; place: number } {
  const cosine = best.cosine_N[row];
  const place = other.rows.place_N[best.row_N[row]];
  if (other.zeroPlaces.length === 0 || cosine > 0) return { cosine, place };
  const [zeroPlace] = other.zeroPlaces;
  // Every cosine of this row is at most 0, which is what it has with a vector of length 0.
  const isTie = cosine === 0 && place < zeroPlace;
  return { cosine: 0, place: isTie ? place : zeroPlace };
}

/** 0 for no values. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += values[n];
  return values.length === 0 ? 0 : sum / values.length;
}
