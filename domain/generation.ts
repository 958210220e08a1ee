/** Text that a model goes on with. */
import type { Intervention } from './intervention.js';
import type { Token } from './model.js';
import type { Prompt } from './prompt.js';

export interface GenerationQuestion {
  readonly model: string;
  readonly prompt: Prompt;
  readonly maxNewTokens: number;
  /** 0 takes the likeliest token, ties the lower id. */
  readonly temperature: number;
  readonly seed: number;
  readonly interventions?: readonly Intervention[];
}

/** What comes after the prompt. */
export interface Generation {
  /** Of the tokens together; special tokens are left out. */
  readonly text: string;
  /** An end-of-text token, where there is one, is the last. */
  readonly tokens: readonly Token[];
  /** Of each token, in nats, under the distribution that it was chosen from at temperature 1, changes included. */
  readonly logProbabilities: Float64Array;
}
