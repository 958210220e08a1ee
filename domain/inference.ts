/** What a model and its dictionaries answer about prompts. */
import type { FeatureKey } from './feature.js';
import type { Token } from './model.js';
import type { Prompt } from './prompt.js';

export interface ActivationsQuestion {
  readonly model: string;
  readonly hookPoint: string;
  readonly prompts: readonly Prompt[];
  /** Negative ones count from the end of each prompt; all when they are left out. */
  readonly positions?: readonly number[];
}

export interface FeatureActivationsQuestion {
  /** Of one model. */
  readonly dictionaries: readonly string[];
  readonly prompts: readonly Prompt[];
  /** To be told whatever their activation is; of the dictionaries named. */
  readonly features?: readonly FeatureKey[];
}

export interface PromptActivations {
  readonly tokens: readonly Token[];
  /** From 0, ascending as asked for; all when none were. */
  readonly positions: readonly number[];
  readonly width: number;
  /** [positions, width], row-major. */
  readonly values: Float32Array;
}

/** Every firing of one dictionary on a prompt: positions ascending, features ascending at each position. */
export interface PromptFirings {
  readonly dictionary: string;
  readonly position_N: Uint32Array;
  readonly feature_N: Uint32Array;
  /** Greater than 0. */
  readonly activation_N: Float32Array;
}

export interface PromptFeatureActivations {
  readonly tokens: readonly Token[];
  /** In the order asked for. */
  readonly firings: readonly PromptFirings[];
  /** Features asked for by name, in that order. */
  readonly features: readonly FeatureKey[] | undefined;
}

/** A feature on a whole prompt. */
export interface PromptFeature {
  readonly feature: FeatureKey;
  readonly max: number;
  /** The first position of the maximum. */
  readonly position: number;
  /** One entry a token. */
  readonly activations: Float32Array;
}

export interface FeatureActivation {
  readonly feature: FeatureKey;
  readonly activation: number;
}
