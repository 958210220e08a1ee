/** The features with the largest cosines so far. */
import type { NearestFeatures } from './comparison.js';

export interface Ranking {
  /** A cosine must be above this to be among them; -Infinity as long as there is room. */
  readonly least: number;
  /** Features must be added by rising index: of equal cosines, the first one stays in front. */
  add(feature: number, cosine: number): void;
  list(): NearestFeatures;
}

export function createRanking(count: number): Ranking {
  const ranked: { readonly feature: number; readonly cosine: number }[] = [];
  return {
    get least() {
      if (count === 0) return Infinity;
      return ranked.length < count ? -Infinity : ranked[count - 1].cosine;
    },
    add(feature, cosine) {
      if (ranked.length === count && (count === 0 || cosine <= ranked[count - 1].cosine)) return;
      let at = ranked.length;
      while (at > 0 && ranked[at - 1].cosine < cosine) at--;
      ranked.splice(at, 0, { feature, cosine });
      if (ranked.length > count) ranked.pop();
    },
    list: () => ({
      feature_N: Uint32Array.from(ranked, ({ feature }) => feature),
      cosine_N: Float32Array.from(ranked, ({ cosine }) => cosine),
    }),
  };
}
