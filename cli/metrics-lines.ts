/** Metrics of a dictionary as lines for a person. */
import type { MetricsRecord } from '../domain/metrics.js';
import { toTable } from './table.js';

const significantDigits = 6;

/** What was measured, the numbers, and every other definition by its id. */
export function metricsLines(metrics: MetricsRecord): string[] {
  const { dictionary, corpus, tokenRule, tokens, options } = metrics;
  const special = options.includeSpecialTokens ? 'special tokens counted' : 'special tokens not counted';
  return [
    `${dictionary} on ${corpus}: ${tokens} tokens, rule ${tokenRule.toLowerCase()}, ${special}, contexts of ${options.contextTokens}`,
    '',
    ...toTable(['metric', 'value'], headline(metrics)),
    '',
    ...toTable(
      ['definition', 'value'],
      metrics.variants.map(({ definition, value }) => [definition, toText(value)]),
    ),
  ];
}

function headline(metrics: MetricsRecord): string[][] {
  const rows: [string, number | null][] = [
    ['L0', metrics.l0],
    ['L1', metrics.l1],
    ['MSE, per element', metrics.mse],
    ['RMSE', metrics.rmse],
    ['L2 loss', metrics.l2Loss],
    ['variance explained', metrics.varianceExplained],
    ['cosine similarity', metrics.cosineSimilarity],
    ['L2 ratio', metrics.l2Ratio],
    ['loss, original', metrics.lossOriginal],
    ['loss, reconstructed', metrics.lossReconstructed],
    ['loss, ablated to zero', metrics.lossZeroAblated],
    ['loss, ablated to the mean', metrics.lossMeanAblated],
    ['fraction of the loss recovered', metrics.fractionRecovered],
    ['KL divergence', metrics.klDivergence],
    ['alive', metrics.alive],
  ];
  return rows.map(([name, value]) => [name, toText(value)]);
}

function toText(value: number | null): string {
  return value === null ? 'not defined' : String(Number(value.toPrecision(significantDigits)));
}
