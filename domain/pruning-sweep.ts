/** The curve of what a dictionary explains over the frequency above which its features are removed. */
import type { MetricsRecord, NamedValue, TokenRule } from './metrics.js';

export interface PruningPoint {
  readonly maxFrequency: number;
  readonly removed: number;
  readonly metrics: MetricsRecord;
  /** The same metrics for random removals of equal count: mean and standard deviation over the draws. */
  readonly random: readonly NamedValue[];
}

export interface PruningSweepRecord {
  readonly id: string;
  readonly dictionary: string;
  readonly dictionaryDigest: string;
  readonly corpus: string;
  readonly corpusDigest: string;
  readonly tokenRule: TokenRule;
  readonly maxTokens?: number;
  readonly targetL0?: number;
  /** The last frequency before the spike of frequent features; null where the histogram has none. */
  readonly valley: number | null;
  /** Ascending by threshold. */
  readonly points: readonly PruningPoint[];
  /** The threshold whose L0 is nearest below the wanted one. */
  readonly chosen: PruningPoint | null;
  readonly finishedAt: string;
}
