/** Sums of metrics: the same for any order and grouping of batches, and what a naive computation gives. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { MetricsValues } from '../../../../domain/metrics.js';
import { DictionaryStatistics } from '../../../../services/metrics/dictionary-statistics.js';
import { finishMetrics } from '../../../../services/metrics/finish-metrics.js';
import { positionRule, toMeasuredBatch } from '../../../../services/metrics/token-rule.js';
import { imaginedWidth } from '../../../support/imagined-sequence.js';
import { syntheticDictionary } from '../../../support/synthetic-harvest.js';
import { syntheticMeter } from '../../../support/synthetic-meter.js';

const features = 12;
const meter = syntheticMeter([{ dictionary: syntheticDictionary(features) }]);
const mean_D = Float32Array.of(0.5, 1, 1.25, 0.75);
const rule = positionRule('SAEQL', { includeSpecialTokens: false }, new Set([0]));
const sequences = fc.array(fc.array(fc.nat(9), { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 8 });

async function statisticsOf(batch: readonly (readonly number[])[]): Promise<DictionaryStatistics> {
  const statistics = new DictionaryStatistics({ width: imaginedWidth, features });
  const positions = Math.max(...batch.map(({ length }) => length));
  const tokenIds_BT = Int32Array.from(
    batch.flatMap((ids) => [...ids, ...new Array<number>(positions - ids.length).fill(9)]),
  );
  const lengths_B = Int32Array.from(batch, ({ length }) => length);
  const measured = toMeasuredBatch({ tokenIds_BT, lengths_B, positions }, rule);
  statistics.addBatch(measured, await meter.measure(measured, mean_D), 0);
  return statistics;
}

test('batches of any size, added in any order, give the same bits', async () => {
  await fc.assert(
    fc.asyncProperty(sequences, fc.nat(), async (all, seed) => {
      const whole = await statisticsOf(all);
      const single = await Promise.all(all.map((one) => statisticsOf([one])));
      const merged = new DictionaryStatistics(whole.shape);
      const first = seed % all.length;
      for (const part of [...single.slice(first), ...single.slice(0, first)].reverse()) merged.addAll(part);

      assert.deepEqual(merged, whole);
      if (whole.targets > 0) assert.deepEqual(finishMetrics(merged, features), finishMetrics(whole, features));
    }),
    { numRuns: 60 },
  );
});

test('a number that is not finite is refused by its name', async () => {
  const statistics = await statisticsOf([[1, 2, 3]]);
  statistics.losses.add({ original: 1, reconstructed: Infinity, zeroAblated: 1, meanAblated: 1 });

  assert.throws(() => finishMetrics(statistics, features), {
    name: 'ResearchError',
    code: 'ACTIVATION_NOT_FINITE',
    at: 'lossReconstructed',
  });
});

test('ratios without a denominator are null, and variants of them are not listed', async () => {
  const statistics = await statisticsOf([[1, 2, 3]]);
  const { losses } = new DictionaryStatistics(statistics.shape);
  losses.add({ original: 2, reconstructed: 2, zeroAblated: 2, meanAblated: 3 });

  const metrics = finishMetrics({ ...statistics, losses, targets: 1 } as DictionaryStatistics, features);

  const named = new Map(metrics.variants.map(({ definition, value }) => [definition, value]));
  assert.equal(metrics.fractionRecovered, null);
  assert.equal(named.has('saelens.ce_loss_score'), false);
  assert.equal(named.has('llamascope.downstream_loss_ratio'), false);
  assert.equal(named.get('saeql.fraction_recovered_of_mean_ablation'), 1);
  assert.ok(metrics.varianceExplained !== null);
});

interface Scales {
  readonly squaredNorm: number;
  readonly squaredDeviation: number;
  /** The residual of every position, in its first dimension. */
  readonly error: number;
}

/** Three positions that differ from each other as the scales say. */
async function nearlyEqual({ squaredNorm, squaredDeviation, error }: Scales): Promise<MetricsValues> {
  const batch = { tokenIds_BT: Int32Array.of(1, 2, 3), lengths_B: Int32Array.of(3), positions: 3 };
  const measured = toMeasuredBatch(batch, rule);
  const measurement = await meter.measure(measured, mean_D);
  const all = (value: number): Float32Array => new Float32Array(3).fill(value);
  const dictionary = {
    ...measurement.dictionaries[0],
    squaredError_N: all(error * error),
    errorSum_D: Float64Array.of(3 * error, 0, 0, 0),
  };
  const statistics = new DictionaryStatistics({ width: imaginedWidth, features });
  const given = { ...measurement, squaredNorm_N: all(squaredNorm), squaredDeviation_N: all(squaredDeviation) };
  statistics.addBatch(measured, { ...given, dictionaries: [dictionary] }, 0);
  return finishMetrics(statistics, features);
}

const sharesOfVariance = [
  'dictionary_learning.variance_explained',
  'saelens.fixed.explained_variance',
  'saelens.explained_variance_legacy',
  'sparsify.fvu',
];

test('where activations differ by rounding alone, no share of their variance is defined', async () => {
  const metrics = await nearlyEqual({ squaredNorm: 270, squaredDeviation: 1e-12, error: 9.2 });

  const named = metrics.variants.map(({ definition }) => definition);
  assert.equal(metrics.varianceExplained, null);
  assert.deepEqual(
    sharesOfVariance.filter((definition) => named.includes(definition)),
    [],
  );
});

test('where the variance of a large constant residual is lost to rounding, only shares that count the constant are defined', async () => {
  const metrics = await nearlyEqual({ squaredNorm: 270, squaredDeviation: 4e-6, error: 9.2 });

  const named = new Map(metrics.variants.map(({ definition, value }) => [definition, value]));
  assert.equal(metrics.varianceExplained, null);
  assert.equal(named.has('dictionary_learning.variance_explained'), false);
  // 9.2² / 4e-6, of float32 numbers.
  assert.ok(Math.abs(named.get('sparsify.fvu')! / 2.116e7 - 1) < 1e-6);
});

test('the share of variance explained is at most 1, whatever rounding makes of a constant residual', async () => {
  for (const error of [0.1, 0.3, 1.1, 9.2]) {
    const { varianceExplained } = await nearlyEqual({ squaredNorm: 270, squaredDeviation: 3, error });
    // The residual is constant; float32 holds its square to 6e-8 of it, of which a third is left beside the variance.
    assert.ok(varianceExplained! <= 1 && varianceExplained! > 1 - 1e-5, `${varianceExplained}`);
  }
});
