/** Random vectors: repeatable, normal, with the moments that they are asked to have. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { choleskyFactor, giveMoments, momentsOf } from '../../../../engine/similarity/moments.js';
import { createNormal } from '../../../../engine/similarity/normal-numbers.js';
import { randomVectors } from '../../../support/compared-vectors.js';
import { plainProducts } from '../../../support/plain-products.js';

const draw = (count: number, seed: number, stream = 0): number[] =>
  Array.from({ length: count }, createNormal(seed, stream));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('normal numbers', () => {
  test('are repeated by seed and stream and by nothing else', () => {
    assert.deepEqual(draw(50, 1), draw(50, 1));
    const firsts = [draw(1, 0), draw(1, 1), draw(1, 2), draw(1, 0, 1), draw(1, 1, 1), draw(1, -1)].flat();
    assert.equal(new Set(firsts).size, firsts.length);
  });

  // With 200,000 draws the standard error of the k-th moment is sqrt(var(x^k) / n): bounds are 5 of them.
  test('have the moments of the standard normal distribution', () => {
    for (const seed of [0, 1, 12345]) {
      const values = draw(200_000, seed);
      assert.ok(Math.abs(mean(values)) < 0.0112);
      assert.ok(Math.abs(mean(values.map((value) => value ** 2)) - 1) < 0.0159);
      assert.ok(Math.abs(mean(values.map((value) => value ** 4)) - 3) < 0.11);
      const beyond = values.filter((value) => Math.abs(value) > 3).length / values.length;
      assert.ok(Math.abs(beyond - 0.0027) < 0.0006);
    }
  });

  test('of streams and neighbours are not correlated', () => {
    const [one, other] = [draw(100_000, 3, 0), draw(100_000, 3, 1)];
    assert.ok(Math.abs(mean(one.map((value, at) => value * other[at]))) < 0.016);
    assert.ok(Math.abs(mean(one.slice(1).map((value, at) => value * one[at]))) < 0.016);
  });
});

describe('vectors with given moments', () => {
  const width = 3;
  /** The third component is the sum of the others, so the covariance is singular. */
  const vectors = (): Float32Array => {
    const vector_ND = randomVectors(3000, width, 1);
    for (let n = 0; n < vector_ND.length; n += width) {
      vector_ND[n] += 2;
      vector_ND[n + 2] = vector_ND[n] + vector_ND[n + 1];
    }
    return vector_ND;
  };

  test('a factor times its transpose is the matrix, also where that is singular', () => {
    const a_DD = Float64Array.of(4, 2, 6, 2, 5, 7, 6, 7, 13);
    const factor_DD = choleskyFactor(a_DD, 3);
    for (let row = 0; row < 3; row++)
      for (let column = 0; column < 3; column++) {
        let product = 0;
        for (let k = 0; k < 3; k++) product += factor_DD[row * 3 + k] * factor_DD[column * 3 + k];
        assert.ok(Math.abs(product - a_DD[row * 3 + column]) < 1e-12);
      }
    assert.equal(factor_DD[8], 0);
  });

  test('have the mean and the covariance of the vectors they are like', async () => {
    const likeness = await momentsOf(vectors(), width, plainProducts);
    const drawn_ND = Float32Array.from({ length: 60_000 * width }, createNormal(5, 0));
    await giveMoments(drawn_ND, likeness, plainProducts);
    const { mean_D, factor_DD } = await momentsOf(drawn_ND, width, plainProducts);

    // 60,000 draws: standard errors are below 0.006.
    mean_D.forEach((value, d) => assert.ok(Math.abs(value - likeness.mean_D[d]) < 0.02));
    factor_DD.forEach((value, at) => assert.ok(Math.abs(value - likeness.factor_DD[at]) < 0.02));
  });
});
