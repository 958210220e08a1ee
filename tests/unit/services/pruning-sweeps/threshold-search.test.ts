/** The threshold that leaves a wanted L0. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findThreshold } from '../../../../services/pruning-sweeps/threshold-search.js';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** L0 by the definition, when tokens are counted so that every frequency is so many times what the harvest says. */
function measuring(frequencies: readonly number[], factor: number) {
  const asked: number[] = [];
  return {
    asked,
    measureL0: async (threshold: number): Promise<number> => {
      asked.push(threshold);
      return factor * sum(frequencies.filter((frequency) => frequency <= threshold));
    },
  };
}

/** Whole thousandths, so that sums of other orders differ by a rounding at most. */
const frequencies = fc.array(
  fc.integer({ min: 0, max: 1000 }).map((count) => count / 1000),
  { minLength: 1, maxLength: 50 },
);

test('finds the largest frequency whose L0 is at most the wanted one, as trying all of them does', async () => {
  const cases = fc.tuple(frequencies, fc.double({ min: 0.01, max: 30, noNaN: true }), fc.constantFrom(0.9, 1, 1.1));
  await fc.assert(
    fc.asyncProperty(cases, async ([given, targetL0, factor]) => {
      const { asked, measureL0 } = measuring(given, factor);

      const found = await findThreshold({ frequencies: given, targetL0, measureL0 });

      const fitting = [];
      for (const threshold of given.filter((frequency) => frequency > 0))
        if ((await measuring(given, factor).measureL0(threshold)) <= targetL0) fitting.push(threshold);
      assert.equal(found, fitting.length === 0 ? undefined : Math.max(...fitting));
      assert.ok(asked.length <= 3, `${asked.length} measurements`);
    }),
  );
});

test('measures once where the corpus counts as the harvest did', async () => {
  const given = [0.5, 0.25, 0.125, 0.0625];
  const { asked, measureL0 } = measuring(given, 1);

  assert.equal(await findThreshold({ frequencies: given, targetL0: 0.5, measureL0 }), 0.25);
  assert.deepEqual(asked, [0.25]);
});

test('a wanted L0 above that of the whole dictionary removes nothing, and one below every feature finds none', async () => {
  const given = [0.5, 0.25];

  assert.equal(await findThreshold({ frequencies: given, targetL0: 5, ...measuring(given, 1) }), 0.5);
  assert.equal(await findThreshold({ frequencies: given, targetL0: 0.1, ...measuring(given, 1) }), undefined);
  assert.equal(await findThreshold({ frequencies: [0, 0], targetL0: 1, ...measuring([], 1) }), undefined);
});
