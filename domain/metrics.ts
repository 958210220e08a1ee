/** What a dictionary explains of a model's activations, measured over a corpus. */

export const tokenRules = ['SAEQL', 'DICTIONARY_LEARNING', 'SAELENS'] as const;
/** Which positions are counted, which are replaced, and which losses are averaged; docs/metrics.md has the table. */
export type TokenRule = (typeof tokenRules)[number];

export interface MetricsOptions {
  readonly contextTokens: number;
  /** Whether special tokens are counted; always under DICTIONARY_LEARNING. */
  readonly includeSpecialTokens: boolean;
  readonly maxTokens?: number;
}

/** A number with the id of its definition, such as `dictionary_learning.2023.rmse`. */
export interface NamedValue {
  readonly definition: string;
  readonly value: number;
}

/** Means are over the counted tokens of the whole corpus; losses in nats. docs/metrics.md has the definitions. */
export interface MetricsValues {
  /** Counted tokens. */
  readonly tokens: number;
  readonly l0: number;
  readonly l1: number;
  /** Per element. */
  readonly mse: number;
  readonly rmse: number;
  /** Mean Euclidean norm of the residual. */
  readonly l2Loss: number;
  /** Null where the activations do not vary. */
  readonly varianceExplained: number | null;
  readonly cosineSimilarity: number;
  readonly l2Ratio: number;
  readonly lossOriginal: number;
  readonly lossReconstructed: number;
  readonly lossZeroAblated: number;
  readonly lossMeanAblated: number;
  /** Null where ablation to zero leaves the loss as it is. */
  readonly fractionRecovered: number | null;
  readonly klDivergence: number;
  /** Share of the features that fire at all. */
  readonly alive: number;
  /** Those that are defined on these data. */
  readonly variants: readonly NamedValue[];
}

export interface MetricsRecord extends MetricsValues {
  readonly id: string;
  readonly dictionary: string;
  readonly dictionaryDigest: string;
  readonly modelDigest: string;
  readonly corpus: string;
  readonly corpusDigest: string;
  readonly tokenRule: TokenRule;
  readonly options: MetricsOptions;
  /** Of the activations and the weights: float32. */
  readonly dtype: string;
  readonly provider: string;
  /** Version of saeql. */
  readonly version: string;
  /** ISO 8601. */
  readonly finishedAt: string;
}
