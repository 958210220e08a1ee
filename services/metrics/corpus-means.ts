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
  /** Summed over dimensions, of the residual around its mean; not a number where rounding hides it. */
  readonly residualVariance: number;
  /** Summed over dimensions, of the activation around its mean; 0 where it is no more than rounding. */
  readonly totalVariance: number;
  /** Share of the counted positions at which each feature fires; one entry an index. */
  readonly frequency_F: Float64Array;
  readonly firings_F: Float64Array;
}

/** A float32 activation is off by at most this share of it; what a model computes of it is off by some times as much. */
const float32Rounding = 2 ** -24;
const roundingErrorsOfModel = 16;
/** What rounding may change of a share of variance. */
const tolerance = 1e-4;

/** @param size number of features, without those that a pruning removed */
export function corpusMeans(statistics: DictionaryStatistics, size: number): CorpusMeans {
  const { tokens, targets, shape, firings_F } = statistics;
  const position = statistics.positions.means(tokens);
  const totalVariance = varies(position) ? position.squaredDeviation : 0;
  return {
    tokens,
    width: shape.width,
    size,
    position: totalVariance > 0 ? position : { ...position, unexplainedShare: NaN },
    loss: statistics.losses.means(targets),
    residualVariance: residualVariance(position.squaredError, squaredNormOfMeanError(statistics), totalVariance),
    totalVariance,
    frequency_F: firings_F.map((firings) => firings / tokens),
    firings_F,
  };
}

/** False where activations differ by what rounding makes of equal ones: their deviation from their mean has no meaning then. */
function varies({ squaredDeviation, squaredNorm }: PositionTerms): boolean {
  return squaredDeviation > (roundingErrorsOfModel * float32Rounding) ** 2 * squaredNorm;
}

/** The squared error is a mean of float32 numbers, so that a small difference from the squared norm of the mean error is rounding. */
function residualVariance(squaredError: number, squaredMeanError: number, totalVariance: number): number {
  const variance = Math.max(0, squaredError - squaredMeanError);
  const resolved = float32Rounding * squaredError <= tolerance * Math.max(variance, totalVariance);
  return resolved ? variance : NaN;
}

function squaredNormOfMeanError({ tokens, shape, errors }: DictionaryStatistics): number {
  let sum = 0;
  for (let d = 0; d < shape.width; d++) sum += (errors.value(d) / tokens) ** 2;
  return sum;
}
