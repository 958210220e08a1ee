/** The order of a scan's features. */
import type { Candidates } from './rank-features.js';
import type { Sign } from './signed-threshold.js';

/** In the order of the hits. */
export interface RankedCandidates extends Candidates {
  readonly sign_N: Float32Array;
  readonly difference_N: Float64Array;
}

/** By |AUROC - 1/2|, ties by dictionary, then index. A feature that tells nothing apart counts as positive. */
export function bestFirst({ dictionary_N, feature_N }: Candidates, difference_N: Float64Array): RankedCandidates {
  const order_N = Uint32Array.from(difference_N, (_, n) => n).sort(
    (a, b) =>
      Math.abs(difference_N[b]) - Math.abs(difference_N[a]) ||
      dictionary_N[a] - dictionary_N[b] ||
      feature_N[a] - feature_N[b],
  );
  return {
    dictionary_N: order_N.map((n) => dictionary_N[n]),
    feature_N: order_N.map((n) => feature_N[n]),
    sign_N: Float32Array.from(order_N, (n): Sign => (difference_N[n] < 0 ? -1 : 1)),
    difference_N: Float64Array.from(order_N, (n) => difference_N[n]),
  };
}
