/** What a classifier says of a text. */
import type { FeatureKey } from './feature.js';
import type { Token } from './model.js';
import type { Prompt } from './prompt.js';

export interface ClassifyQuestion {
  readonly classifier: string;
  readonly prompts: readonly Prompt[];
}

export interface Vote {
  readonly feature: FeatureKey;
  /** Pooled. */
  readonly activation: number;
  readonly vote: boolean;
}

export interface TokenEvidence {
  readonly position: number;
  readonly token: Token;
  /** What the token adds to the score of a probe or of a single feature, in the units of the score. */
  readonly contribution: number;
}

export interface Classification {
  readonly label: string;
  readonly score: number;
  readonly abstained: boolean;
  /** Of features; none of a probe. */
  readonly votes: readonly Vote[];
  readonly evidence: readonly TokenEvidence[];
}
