/** Thresholds that nobody named. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chooseThresholds } from '../../../../services/pruning-sweeps/choose-thresholds.js';

const frequencies = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });

test('thresholds ascend, remove fewer and fewer, in the end none, and never everything that fires', () => {
  fc.assert(
    fc.property(frequencies, (given) => {
      const { thresholds } = chooseThresholds(given);

      const firing = given.filter((frequency) => frequency > 0);
      assert.equal(thresholds.at(-1), Math.max(0, ...firing));
      assert.ok(thresholds.every((threshold, i) => i === 0 || threshold > thresholds[i - 1]));
      assert.ok(firing.length === 0 || firing.some((frequency) => frequency <= thresholds[0]));
      const removed = thresholds.map((threshold) => firing.filter((frequency) => frequency > threshold).length);
      assert.equal(new Set(removed).size, thresholds.length);
      assert.ok(thresholds.length <= 12);
    }),
  );
});

test('without a spike they lead from the median to the largest frequency', () => {
  const { thresholds, valley } = chooseThresholds(Array.from({ length: 101 }, (_, i) => 0.001 * 1.03 ** i));

  assert.equal(valley, null);
  assert.equal(thresholds.length, 12);
  assert.equal(thresholds[0], 0.001 * 1.03 ** 50);
});

test('the valley is one of them, and they begin below it', () => {
  const rare = Array.from({ length: 1000 }, (_, i) => 10 ** (-4 + (i % 100) / 100));
  const frequent = Array.from({ length: 300 }, (_, i) => 10 ** (-1.2 + (i % 30) / 300));

  const { thresholds, valley } = chooseThresholds([...rare, ...frequent]);

  assert.ok(valley !== null && thresholds.includes(valley));
  assert.ok(thresholds[0] < valley && thresholds[2] < valley);
});
