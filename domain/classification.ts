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
  /** That the text is positive, from 0 to 1, as fitted on the calibration part. */
  readonly probability: number;
  /** Positive from this score on. */
  readonly threshold: number;
  readonly abstained: boolean;
  /** SHA-256 over all that decides the answer: two answers of one digest can be compared. */
  readonly classifierDigest: string;
  /** Of features; none of a probe. */
  readonly votes: readonly Vote[];
  /** Tokens that take part in the score, in their order; none of an ensemble. With the bias of a probe they add up to the score. */
  readonly evidence: readonly TokenEvidence[];
}
