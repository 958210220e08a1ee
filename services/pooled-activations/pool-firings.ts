/** Makes the firings of a text's tokens one activation a feature. */
import type { Pooling } from '../../domain/classifier.js';
import type { PromptFirings } from '../../domain/inference.js';
import type { TokenSpan } from './pool-values.js';

/** A feature that is not listed has 0. */
export interface PooledFirings {
  /** Distinct, in the order in which they first fire. */
  readonly feature_N: Uint32Array;
  /** Greater than 0. */
  readonly value_N: Float32Array;
}

type Firings = Pick<PromptFirings, 'position_N' | 'feature_N' | 'activation_N'>;

/** Positions at which a feature does not fire count as 0. Sums are in float64 and rounded to float32 once. */
export function poolFirings(firings: Firings, { tokens, firstOwn }: TokenSpan, pooling: Pooling): PooledFirings {
  const from = pooling === 'LAST' ? tokens - 1 : firstOwn;
  const combine = pooling === 'MEAN' ? add : Math.max;
  const pooled = new Map<number, number>();
  for (let n = 0; n < firings.position_N.length; n++) {
    if (firings.position_N[n] < from) continue;
    const feature = firings.feature_N[n];
    pooled.set(feature, combine(pooled.get(feature) ?? 0, firings.activation_N[n]));
  }
  const divisor = pooling === 'MEAN' ? tokens - firstOwn : 1;
  return {
    feature_N: Uint32Array.from(pooled.keys()),
    value_N: Float32Array.from(pooled.values(), (value) => value / divisor),
  };
}

function add(a: number, b: number): number {
  return a + b;
}
