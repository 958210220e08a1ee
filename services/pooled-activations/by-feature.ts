/** Gathers pooled firings row by row and lists them by feature. */
import type { PooledFeatures } from '../../domain/pooled-activations.js';
import type { PooledFirings } from './pool-firings.js';

/** Rows come in order. A row's entries stay typed arrays until the end, 8 bytes an entry. */
export class FeatureGatherer {
  readonly #rows: PooledFirings[] = [];
  readonly #count_F: Uint32Array;

  /** @param indexRange F, number of indices */
  constructor(indexRange: number) {
    this.#count_F = new Uint32Array(indexRange);
  }

  add(row: PooledFirings): void {
    this.#rows.push(row);
    for (const feature of row.feature_N) this.#count_F[feature]++;
  }

  /** Rows are ascending within a feature, because they came so. */
  finish(): PooledFeatures {
    const start_F = startsOf(this.#count_F);
    const entries = start_F[this.#count_F.length];
    const [row_N, value_N] = [new Uint32Array(entries), new Float32Array(entries)];
    const next_F = start_F.slice();
    for (const [row, { feature_N, value_N: of }] of this.#rows.entries()) {
      feature_N.forEach((feature, n) => {
        const place = next_F[feature]++;
        row_N[place] = row;
        value_N[place] = of[n];
      });
    }
    return { start_F, row_N, value_N };
  }
}

function startsOf(count_F: Uint32Array): Uint32Array {
  const start_F = new Uint32Array(count_F.length + 1);
  count_F.forEach((count, feature) => (start_F[feature + 1] = start_F[feature] + count));
  return start_F;
}
