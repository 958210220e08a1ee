/** Metrics of several random removals as one list: mean and deviation of those that tell removals apart. */
import type { MetricsValues, NamedValue } from '../../domain/metrics.js';

const summarised = ['l0', 'mse', 'lossReconstructed', 'fractionRecovered'] as const;

/**
 * `l0.mean`, `l0.deviation` and so on: the mean over the draws and the standard deviation of one draw (the sum of squares divided by
 * draws - 1), which is left out where there is one draw only. A metric that is not defined on these data is left out.
 */
export function summariseDraws(draws: readonly MetricsValues[]): NamedValue[] {
  return summarised.flatMap((metric) => {
    const values = draws.map((draw) => draw[metric]).filter((value) => value !== null);
    return values.length < draws.length || values.length === 0 ? [] : summarise(metric, values);
  });
}

function summarise(metric: string, values: readonly number[]): NamedValue[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const named = { definition: `${metric}.mean`, value: mean };
  if (values.length === 1) return [named];
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return [named, { definition: `${metric}.deviation`, value: Math.sqrt(squares / (values.length - 1)) }];
}
