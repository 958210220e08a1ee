/** Sums of metrics: the same for any order and grouping of batches, and what a naive computation gives. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
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
