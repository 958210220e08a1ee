/** AUROC against counting pairs, which is its definition. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { auroc, chanceAurocDeviation } from '../../../../engine/statistics/auroc.js';

/** A positive row above a negative one counts 1, level with it a half. */
function byPairs(scores: readonly number[], isPositive: readonly number[]): number {
  const positives = scores.filter((_, row) => isPositive[row] === 1);
  const negatives = scores.filter((_, row) => isPositive[row] === 0);
  let wins = 0;
  for (const high of positives) for (const low of negatives) wins += high > low ? 1 : high === low ? 0.5 : 0;
  return wins / (positives.length * negatives.length);
}

const area = (scores: readonly number[], isPositive: readonly number[]): number =>
  auroc(Float64Array.from(scores), Uint8Array.from(isPositive));

test('scores with many ties, zeros of both signs and infinities have the AUROC that pairs have', () => {
  const score = fc.oneof(fc.constantFrom(0, -0, 0.5, 1, 2, Infinity, -Infinity), fc.double({ noNaN: true }));
  const row = fc.record({ score, isPositive: fc.constantFrom(0, 1) });

  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
      const [scores, isPositive] = [rows.map((one) => one.score), rows.map((one) => one.isPositive)];

      // Both divide the same whole number of half pairs by the same product, so not a bit may differ.
      assert.equal(area(scores, isPositive), byPairs(scores, isPositive));
    }),
    { numRuns: 500 },
  );
});

test('constant scores tell nothing apart, in whatever order the labels come', () => {
  assert.equal(area([3, 3, 3, 3], [1, 0, 1, 0]), 0.5);
  assert.equal(area([3, 3, 3, 3], [1, 1, 0, 0]), 0.5);
});

test('perfect scores have 1, reversed ones 0, negated ones the rest to 1', () => {
  assert.equal(area([1, 2, 3], [0, 0, 1]), 1);
  assert.equal(area([1, 2, 3], [1, 0, 0]), 0);
  assert.equal(area([1, 2, 2, 3], [0, 1, 0, 1]) + area([-1, -2, -2, -3], [0, 1, 0, 1]), 1);
});

test('it is not a number where one class is missing or a score is no number', () => {
  assert.ok(Number.isNaN(area([1, 2], [1, 1])));
  assert.ok(Number.isNaN(area([1, 2], [0, 0])));
  assert.ok(Number.isNaN(area([], [])));
  assert.ok(Number.isNaN(area([1, NaN, 2], [1, 0, 0])));
});

test('the deviation of chance is that of the AUROCs of all orders of six scores', () => {
  const rows = [0, 1, 2, 3, 4, 5];
  const areas = rows.flatMap((a) => rows.filter((b) => b > a).map((b) => area(rows, rows.map((row) => +(row === a || row === b))))); // prettier-ignore
  const variance = areas.reduce((sum, one) => sum + (one - 0.5) ** 2, 0) / areas.length;

  assert.equal(areas.length, 15);
  // Float64 sums of 15 terms: a few units of 1e-16.
  assert.ok(Math.abs(Math.sqrt(variance) - chanceAurocDeviation(2, 4)) < 1e-14);
});
