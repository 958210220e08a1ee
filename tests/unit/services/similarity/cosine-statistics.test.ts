/** Numbers about many cosines. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  cosineHistogram,
  cosinesByIndex,
  matchesByIndex,
  shareAbove,
} from '../../../../services/similarity/cosine-statistics.js';

test('a share counts what is above the threshold, not what is equal to it', () => {
  assert.equal(shareAbove(Float32Array.of(0.25, 0.5, 0.75, 1), 0.5), 0.5);
  assert.equal(shareAbove(new Float32Array(0), 0.5), 0);
});

test('a histogram has bins from -1 to 1; edges belong to the bin above, and 1 to the last', () => {
  const histogram = cosineHistogram(Float32Array.of(-1, -0.5, -0.25, 0, 0.5, 1, 1.0000001), 4);

  assert.deepEqual(histogram, { edges: [-1, -0.5, 0, 0.5, 1], counts: [1, 2, 1, 3] });
});

test('both tell what counting one by one tells', () => {
  const cosine = fc.oneof(fc.float({ min: -1, max: 1, noNaN: true }), fc.constantFrom(-1, -0.5, 0, 0.1, 0.5, 0.7, 1));
  fc.assert(
    fc.property(fc.array(cosine), fc.integer({ min: 1, max: 1000 }), cosine, (values, bins, threshold) => {
      const ascending_N = Float32Array.from(values).sort();
      const counts = new Array<number>(bins).fill(0);
      for (const value of ascending_N) counts[Math.min(Math.floor(((value + 1) / 2) * bins), bins - 1)]++;
      const above = ascending_N.filter((value) => value > threshold).length;

      assert.deepEqual(cosineHistogram(ascending_N, bins).counts, counts);
      assert.equal(shareAbove(ascending_N, threshold), values.length === 0 ? 0 : above / values.length);
    }),
  );
});

test('by index, features that took no part are marked', () => {
  const none = new Uint32Array(0);
  const arrays = {
    truthFeature_N: Uint32Array.of(1, 3),
    truthCosine_N: Float32Array.of(0.5, -0.25),
    truthMatch_N: Uint32Array.of(7, 0),
    ...{ queryFeature_N: none, queryMatch_N: none, pairTruth_N: none, pairQuery_N: none },
    ...{ queryCosine_N: new Float32Array(0), pairCosine_N: new Float32Array(0) },
  };

  assert.deepEqual([...cosinesByIndex(arrays, 5)], [NaN, 0.5, NaN, -0.25, NaN]);
  assert.deepEqual([...matchesByIndex(arrays, 5)], [2 ** 32 - 1, 7, 2 ** 32 - 1, 0, 2 ** 32 - 1]);
});
