/** What was summed up over a corpus, as the means that metrics are made of. */
import type { DictionaryStatistics } from './dictionary-statistics.js';
import type { LossTerms } from './loss-terms.js';
import type { PositionTerms } from './position-terms.js';

export interface CorpusMeans {
  readonly tokens: number;
  /** D. */
  readonly width: number;
  /** Features that there are, whether or not they fire. */
  readonly size: number;
  /** Over counted positions. */
  readonly position: Readonly<PositionTerms>;
  /** Over targets, in nats. */
  readonly loss: Readonly<LossTerms>;
  /** Summed over dimensions, of the residual around its mean. */
  readonly residualVariance: number;
  /** Summed over dimensions, of the activation around its mean. */
  readonly totalVariance: number;
  /** Share of the counted positions at which each feature fires; one entry an index. */
  readonly frequency_F: Float64Array;
  readonly firings_F: Float64Array;
}

/** @param size number of features, without those that a pruning removed */
export function corpusMeans(statistics: DictionaryStatistics, size: number): CorpusMeans {
  const { tokens, targets, shape, firings_F } = statistics;
  const position = statistics.positions.means(tokens);
  return {
    tokens,
    width: shape.width,
    size,
    position,
    loss: statistics.losses.means(targets),
    residualVariance: position.squaredError - squaredNormOfMeanError(statistics),
    totalVariance: position.squaredDeviation,
    frequency_F: firings_F.map((firings) => firings / tokens),
    firings_F,
  };
}

function squaredNormOfMeanError({ tokens, shape, errors }: DictionaryStatistics): number {
  let sum = 0;
  for (let d = 0; d < shape.width; d++) sum += (errors.value(d) / tokens) ** 2;
  return sum;
}
