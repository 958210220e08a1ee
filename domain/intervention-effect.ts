/** What a model does differently when its activations are changed on the way. */
import type { FeatureKey } from './feature.js';
import type { Intervention } from './intervention.js';
import type { Token } from './model.js';
import type { Prompt } from './prompt.js';

export interface InterventionQuestion {
  readonly model: string;
  readonly prompts: readonly Prompt[];
  /** None: what is asked for is said of the model as it is. */
  readonly interventions: readonly Intervention[];
  /** Of dictionaries of the model. */
  readonly watch?: readonly FeatureKey[];
}

/** Of one prompt of T tokens, T at least 2; losses are cross-entropies in nats. */
export interface InterventionEffect {
  /** Name of the model, whose tokenizer spells the vocabulary. */
  readonly model: string;
  readonly tokens: readonly Token[];
  /** Mean over the T - 1 next tokens. */
  readonly lossBefore: number;
  readonly lossAfter: number;
  /** Mean over all T positions of KL(before || after), in nats. */
  readonly klDivergence: number;
  /** T - 1 entries: at each position, after minus before, of the loss of the next token. */
  readonly lossChange: Float32Array;
  /** Of the last position. */
  readonly logitsBefore_V: Float32Array;
  readonly logitsAfter_V: Float32Array;
  /** In the order asked for. */
  readonly watched: readonly WatchedFeature[];
}

/** Activations of a feature, one entry a token. */
export interface WatchedFeature {
  readonly feature: FeatureKey;
  readonly before: Float32Array;
  readonly after: Float32Array;
}

export interface LogitChange {
  readonly token: Token;
  readonly before: number;
  readonly after: number;
}
