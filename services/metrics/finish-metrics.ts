/** From what was summed up over a corpus to the metrics that are stored. */
import { ResearchError } from '../../domain/errors.js';
import type { MetricsValues, NamedValue } from '../../domain/metrics.js';
import { corpusMeans, type CorpusMeans } from './corpus-means.js';
import type { DictionaryStatistics } from './dictionary-statistics.js';
import { variants } from './variants/index.js';

/**
 * Throws ACTIVATION_NOT_FINITE where the model or the dictionary gave such a number.
 *
 * @param size number of features, without those that a pruning removed
 */
export function finishMetrics(statistics: DictionaryStatistics, size: number): MetricsValues {
  const means = corpusMeans(statistics, size);
  return { ...checkFinite(headline(means)), ...ratios(means), variants: namedValues(means) };
}

type Ratios = Pick<MetricsValues, 'varianceExplained' | 'fractionRecovered'>;

function headline(means: CorpusMeans): Omit<MetricsValues, 'variants' | keyof Ratios> {
  const { position, loss, width } = means;
  return {
    tokens: means.tokens,
    l0: position.l0,
    l1: position.l1,
    mse: position.squaredError / width,
    rmse: Math.sqrt(position.squaredError / width),
    l2Loss: position.error,
    cosineSimilarity: position.cosine,
    l2Ratio: position.normRatio,
    lossOriginal: loss.original,
    lossReconstructed: loss.reconstructed,
    lossZeroAblated: loss.zeroAblated,
    lossMeanAblated: loss.meanAblated,
    klDivergence: position.klReconstructed,
    alive: means.firings_F.filter((firings) => firings > 0).length / means.size,
  };
}

function ratios({ residualVariance, totalVariance, loss }: CorpusMeans): Ratios {
  return {
    varianceExplained: finiteOrNull(1 - residualVariance / totalVariance),
    fractionRecovered: finiteOrNull((loss.zeroAblated - loss.reconstructed) / (loss.zeroAblated - loss.original)),
  };
}

function namedValues(means: CorpusMeans): NamedValue[] {
  return variants
    .map(({ definition, of }) => ({ definition, value: of(means) }))
    .filter(({ value }) => Number.isFinite(value));
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function checkFinite<T extends Readonly<Record<string, number>>>(values: T): T {
  const bad = Object.entries(values).find(([, value]) => !Number.isFinite(value));
  if (!bad) return values;
  throw new ResearchError('ACTIVATION_NOT_FINITE', `The metric "${bad[0]}" comes out as ${bad[1]}.`, { at: bad[0] });
}
