/** Random numbers that a seed repeats. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { createRandom, drawWithoutReplacement } from '../../../domain/seeded-random.js';

test('a seed repeats its numbers and another seed gives others', () => {
  const draw = (seed: number) => Array.from({ length: 5 }, createRandom(seed));

  assert.deepEqual(draw(7), draw(7));
  assert.notDeepEqual(draw(7), draw(8));
});

test('numbers lie in [0, 1) and fill it evenly', () => {
  const random = createRandom(1);
  const counts = new Array<number>(10).fill(0);

  for (let i = 0; i < 100_000; i++) counts[Math.floor(random() * 10)]++;

  // 10,000 are expected in each tenth; 5 standard deviations of a binomial count are 474.
  for (const count of counts) assert.ok(Math.abs(count - 10_000) < 474, `${count}`);
});

test('a draw takes distinct items, as many as asked for or as there are', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 40 }), fc.integer(), (items, most, seed) => {
      const all = Array.from({ length: items }, (_, i) => i);

      const drawn = drawWithoutReplacement(all, most, seed);

      assert.equal(drawn.length, Math.min(items, most));
      assert.equal(new Set(drawn).size, drawn.length);
      assert.ok(drawn.every((item) => item >= 0 && item < items));
      assert.deepEqual(drawn, drawWithoutReplacement(all, most, seed));
    }),
  );
});

test('every item is drawn equally often over many seeds', () => {
  const counts = new Array<number>(6).fill(0);

  for (let seed = 0; seed < 6000; seed++) {
    for (const item of drawWithoutReplacement([0, 1, 2, 3, 4, 5], 2, seed)) counts[item]++;
  }

  // 2,000 are expected of each; 5 standard deviations of a binomial count (6,000 draws, 1/3) are 183.
  for (const count of counts) assert.ok(Math.abs(count - 2000) < 183, `${count}`);
});
