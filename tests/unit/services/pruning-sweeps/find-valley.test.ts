/** The gap before a spike of frequent features. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findValley } from '../../../../services/pruning-sweeps/find-valley.js';
import { createRandom } from '../../../../domain/seeded-random.js';

/** So many frequencies whose logarithms are spread evenly around a place, like the sum of three uniform numbers. */
function heap(count: number, log10: number, spread: number, seed = 1): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => 10 ** (log10 + spread * (random() + random() + random() - 1.5)));
}

test('the valley lies between the heap and the spike', () => {
  // As the spike of a 8192-feature ReLU dictionary: a quarter of the features around a frequency of 0.07.
  const valley = findValley([...heap(6000, -3, 1), ...heap(2000, -1.15, 0.15)]);

  assert.ok(valley !== null && valley > 10 ** -1.8 && valley < 10 ** -1.3, `${valley}`);
});

test('one heap has no valley, whatever the accidents of its draws', () => {
  for (let seed = 0; seed < 50; seed++) assert.equal(findValley(heap(600, -2, 0.8, seed)), null, `seed ${seed}`);
});

test('a few features that fire nearly everywhere are no spike', () => {
  assert.equal(findValley([...heap(2000, -2.5, 0.8), 0.3, 0.31, 0.32, 0.35, 0.4]), null);
});

test('a gap below most of the features is none before a spike', () => {
  assert.equal(findValley([...heap(500, -4, 0.3), ...heap(2000, -2, 0.3)]), null);
});

test('of two gaps the one before the frequent features is the valley', () => {
  const valley = findValley([...heap(1000, -5, 0.3), ...heap(3000, -3, 0.4), ...heap(1000, -1, 0.1)]);

  assert.ok(valley !== null && valley > 10 ** -2.3 && valley < 10 ** -1.2, `${valley}`);
});

test('features that never fire, no features and equal features have no valley', () => {
  assert.equal(findValley([]), null);
  assert.equal(findValley([0, 0, 0]), null);
  assert.equal(findValley(new Array<number>(100).fill(0.01)), null);
});
