/** The largest of many numbers, against sorting all of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { largestFirst } from '../../../services/largest-first.js';

test('the largest are those that sorting puts first, ties by lower index', () => {
  // Few different numbers, so that there are ties.
  const scores = fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 40 });
  fc.assert(
    fc.property(scores, fc.integer({ min: 1, max: 12 }), (all, first) => {
      const sorted = all.map((_, index) => index).sort((a, b) => all[b] - all[a] || a - b);
      assert.deepEqual(
        largestFirst(all.length, (index) => all[index], first),
        sorted.slice(0, first),
      );
    }),
  );
});
