/** Mass-mean probes and the scaling of scores, against their definitions. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createRandom } from '../../../../domain/seeded-random.js';
import type { LabelledRows } from '../../../../engine/probes/labelled-rows.js';
import { sigmoid } from '../../../../engine/probes/logistic-loss.js';
import { massMeanDirection } from '../../../../engine/probes/mass-mean.js';
import { fitPlatt } from '../../../../engine/probes/platt.js';
import { applyPseudoInverse } from '../../../../engine/probes/pseudo-inverse.js';
import { scoreRows } from '../../../../engine/probes/probe-score.js';
import { auroc } from '../../../../engine/statistics/auroc.js';

const pause = () => Promise.resolve();
const size = 12;

/** B B' of a [size, rank] matrix of uniform numbers. */
function covarianceOfRank(rank: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const b = Array.from({ length: size }, () => Array.from({ length: rank }, () => 2 * random() - 1));
  return Float64Array.from({ length: size * size }, (_, i) =>
    b[Math.floor(i / size)].reduce((sum, value, k) => sum + value * b[i % size][k], 0),
  );
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  return vector.map((_, row) =>
    vector.reduce((sum, value, column) => sum + matrix[row * vector.length + column] * value, 0),
  );
}

function distance(a: Float64Array, b: Float64Array): number {
  return Math.hypot(...a.map((value, n) => value - b[n]));
}

describe('the pseudo-inverse', () => {
  test('undoes the matrix on what the matrix reaches, whatever its rank', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: size }), fc.integer(), async (rank, seed) => {
        const matrix = covarianceOfRank(rank, seed);
        const random = createRandom(seed + 1);
        const reached = times(matrix, Float64Array.from({ length: size }, random));

        const once = await applyPseudoInverse(matrix.slice(), reached, pause);
        const twice = times(matrix, once);
        const shortest = await applyPseudoInverse(matrix.slice(), times(matrix, once), pause);

        // Eigenvalues down to a millionth of the largest are inverted, which leaves ten of sixteen digits.
        const scale = Math.hypot(...reached);
        assert.ok(distance(twice, reached) < 1e-5 * scale, `${distance(twice, reached)}`);
        assert.ok(distance(shortest, once) < 1e-5 * Math.hypot(...once));
      }),
    );
  });

  test('gives nothing in directions that the matrix does not reach', async () => {
    const matrix = new Float64Array(9);
    matrix[0] = 4;

    assert.deepEqual(await applyPseudoInverse(matrix, Float64Array.of(2, 3, 5), pause), Float64Array.of(0.5, 0, 0));
  });
});

describe('a mass-mean probe', () => {
  const rows: LabelledRows = {
    values_ND: Float32Array.of(1, 0, 3, 2, 0, 10, 2, 12),
    width: 2,
    isPositive_N: Uint8Array.of(0, 0, 1, 1),
  };

  test('is the difference of the means', async () => {
    const direction = await massMeanDirection(rows, { standardize: false, whiten: false }, pause);

    assert.deepEqual(direction, Float64Array.of(-1, 10));
  });

  test('is divided by the variances when it is standardised', async () => {
    const direction = await massMeanDirection(rows, { standardize: true, whiten: false }, pause);

    // Variances of 1, 3, 0, 2 and of 0, 2, 10, 12.
    assert.ok(Math.abs(direction[0] - -1 / 1.25) < 1e-12 && Math.abs(direction[1] - 10 / 26) < 1e-12, `${direction}`);
  });

  test('tells apart what noise along its direction hides, when it is whitened', async () => {
    const random = createRandom(3);
    const [values, labels]: [number[], number[]] = [[], []];
    let noise = 0;
    for (let n = 0; n < 400; n++) {
      // Two rows have the same noise, so that it says nothing about the label.
      if (n % 2 === 0) noise = 10 * random();
      const label = n % 2;
      values.push(noise + label, noise + random() / 4);
      labels.push(label);
    }
    const drawn = { values_ND: Float32Array.from(values), width: 2, isPositive_N: Uint8Array.from(labels) };
    const areaOf = async (whiten: boolean) => {
      const weights_D = await massMeanDirection(drawn, { standardize: false, whiten }, pause);
      return auroc(scoreRows({ weights_D, bias: 0 }, drawn.values_ND), drawn.isPositive_N);
    };

    assert.ok((await areaOf(false)) < 0.7);
    assert.ok((await areaOf(true)) > 0.999);
  });
});

describe('the scaling of scores', () => {
  const random = createRandom(8);
  const score_N = Float64Array.from({ length: 3000 }, () => 100 + 7 * random());
  const drawn_N = Uint8Array.from(score_N, (score) => Number(random() < sigmoid(0.9 * (score - 103))));

  test('finds the slope and the intercept that the labels were drawn with', () => {
    const { slope, intercept } = fitPlatt(score_N, drawn_N);

    // Four standard errors of 3000 rows, by the Hessian at the truth: 0.1 and 0.2 at the middle of the scores.
    assert.ok(Math.abs(slope - 0.9) < 0.1, `${slope}`);
    assert.ok(Math.abs(slope * 103 + intercept) < 0.2, `${slope * 103 + intercept}`);
  });

  test('gives probabilities whose mean is that of the targets', () => {
    const { slope, intercept } = fitPlatt(score_N, drawn_N);

    const positives = drawn_N.reduce((sum, value) => sum + value, 0);
    const negatives = drawn_N.length - positives;
    const targets = (positives * (positives + 1)) / (positives + 2) + negatives / (negatives + 2);
    const mass = score_N.reduce((sum, score) => sum + sigmoid(slope * score + intercept), 0);
    // The condition of a minimum: the derivative by the intercept, whose tolerance is 1e-10 a row.
    assert.ok(Math.abs(mass - targets) < 1e-5, `${mass} for ${targets}`);
  });

  test('is finite where the scores tell all rows apart, and flat where they say nothing', () => {
    const apart = fitPlatt(Float64Array.of(1, 2, 3, 4), Uint8Array.of(0, 0, 1, 1));
    const flat = fitPlatt(Float64Array.of(5, 5, 5), Uint8Array.of(0, 1, 1));

    assert.ok(apart.slope > 0 && Number.isFinite(apart.slope));
    assert.deepEqual(flat, { slope: 0, intercept: Math.log(3 / 2) });
  });

  test('is flat where equal scores have a mean that rounding moves off them', () => {
    const isPositive_N = Uint8Array.from({ length: 50 }, (_, row) => Number(row % 3 === 0));

    for (const score of [0.1, 0.1234, -1.7])
      assert.deepEqual(fitPlatt(new Float64Array(50).fill(score), isPositive_N), {
        slope: 0,
        intercept: Math.log(18 / 34),
      });
  });
});
