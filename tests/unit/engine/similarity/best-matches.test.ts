/** Vectors of length 0 among those that are compared. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBestMatches } from '../../../../engine/similarity/best-matches.js';
import type { BestMatches } from '../../../../engine/similarity/comparison.js';
import { maxCosines } from '../../../../engine/similarity/max-cosines.js';
import type { FeatureRows } from '../../../../engine/similarity/read-vectors.js';
import { toUnitRows } from '../../../../engine/similarity/unit-rows.js';
import { finish, plainProducts } from '../../../support/plain-products.js';

/** Features 10, 11, ... */
function features(...vectors: readonly (readonly [number, number])[]): FeatureRows {
  const feature_N = Uint32Array.from(vectors, (_, n) => 10 + n);
  return { ...toUnitRows(Float32Array.from(vectors.flat()), 2), feature_N };
}

async function matchesOf(truth: FeatureRows, query: FeatureRows): Promise<BestMatches> {
  const { result } = await finish(maxCosines(truth.rows, query.rows, { products: plainProducts }));
  return toBestMatches(result.ofRows, truth, query);
}

const found = ({ match_N, cosine_N }: BestMatches) => [...match_N].map((match, n) => [match, cosine_N[n]]);

test('a vector of length 0 has the cosine 0 with the first feature', async () => {
  const result = await matchesOf(features([0, 0], [1, 0]), features([0, 1], [2, 0]));

  assert.deepEqual(found(result), [[10, 0], [11, 1]]); // prettier-ignore
  assert.equal(result.zeroVectors, 1);
  assert.equal(result.meanMaxCosine, 0.5);
});

test('a vector that is opposite to all others is nearest to the one of length 0', async () => {
  assert.deepEqual(found(await matchesOf(features([1, 0]), features([-1, 0], [0, 0], [0, 0]))), [[11, 0]]);
});

test('a right angle and a length of 0 are a tie, which the lower index wins', async () => {
  assert.deepEqual(found(await matchesOf(features([1, 0]), features([0, 1], [0, 0]))), [[10, 0]]);
  assert.deepEqual(found(await matchesOf(features([1, 0]), features([0, 0], [0, 1]))), [[10, 0]]);
});

test('a dictionary of nothing but vectors of length 0 can be compared', async () => {
  assert.deepEqual(found(await matchesOf(features([1, 0], [0, 0]), features([0, 0], [0, 0]))), [[10, 0], [10, 0]]); // prettier-ignore
});
