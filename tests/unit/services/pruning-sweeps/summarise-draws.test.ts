/** Random removals as one list of numbers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricsValues } from '../../../../domain/metrics.js';
import { summariseDraws } from '../../../../services/pruning-sweeps/summarise-draws.js';

function values(changes: Partial<MetricsValues>): MetricsValues {
  return { l0: 1, mse: 2, lossReconstructed: 3, fractionRecovered: 0.5, ...changes } as MetricsValues;
}

test('every metric has its mean and the standard deviation of a draw', () => {
  const summary = summariseDraws([values({ l0: 1 }), values({ l0: 2 }), values({ l0: 6 })]);

  assert.deepEqual(
    summary.map(({ definition }) => definition),
    ['l0', 'mse', 'lossReconstructed', 'fractionRecovered'].flatMap((metric) => [
      `${metric}.mean`,
      `${metric}.deviation`,
    ]),
  );
  assert.deepEqual(summary.slice(0, 2), [
    { definition: 'l0.mean', value: 3 },
    // Squares 4 + 1 + 9, divided by draws - 1.
    { definition: 'l0.deviation', value: Math.sqrt(7) },
  ]);
});

test('one draw has no deviation, none has no mean, and what is not defined in a draw is left out', () => {
  assert.deepEqual(
    summariseDraws([values({ fractionRecovered: null })]).map(({ definition }) => definition),
    ['l0.mean', 'mse.mean', 'lossReconstructed.mean'],
  );
  assert.deepEqual(summariseDraws([]), []);
});
