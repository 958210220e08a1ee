/** What a feature does to the next token: through the unembedding alone, and in the contexts in which it fires most. */
import type { Context } from './context.js';
import type { Token } from './model.js';

export interface TokenLogit {
  readonly token: Token;
  /** What an activation of 1 adds to the token's logit, without the last norm. */
  readonly logit: number;
}

export interface LogitEffect {
  /** Largest first; ties by lower id. */
  readonly promoted: readonly TokenLogit[];
  /** Smallest first; ties by lower id. */
  readonly suppressed: readonly TokenLogit[];
}

/** In one context, what the feature's ablation at the peak changes. */
export interface NextTokenEffect {
  readonly context: Context;
  /** That really follow the peak, as far as the run goes in which the context lies. */
  readonly tokens: readonly Token[];
  /** Of each of them in nats, ablated minus unchanged: below 0 where the feature speaks for the token. */
  readonly logProbabilityChange: Float32Array;
}
