/** Logistic regression against scikit-learn's own answers, see tests/fixtures/probes/make-probes.py, and against its definition. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { createRandom } from '../../../../domain/seeded-random.js';
import { candidatesForC, chooseC } from '../../../../engine/probes/choose-c.js';
import { fitLogistic, gradientTolerance } from '../../../../engine/probes/fit-logistic.js';
import type { LabelledRows } from '../../../../engine/probes/labelled-rows.js';
import { logisticLoss, sigmoid, sumLosses } from '../../../../engine/probes/logistic-loss.js';
import { pauseFor } from '../../../../engine/probes/pause.js';
import { scoreRows } from '../../../../engine/probes/probe-score.js';
import { expectError } from '../../../support/expect-error.js';
import { fixture } from '../../../support/paths.js';

interface Fixture {
  readonly width: number;
  readonly cases: readonly {
    readonly name: string;
    readonly values: readonly number[];
    readonly labels: readonly number[];
    readonly fits: readonly {
      readonly c: number;
      readonly standardize: boolean;
      readonly weights: readonly number[];
      readonly bias: number;
      readonly predictions: readonly number[];
    }[];
  }[];
}

const { width, cases } = JSON.parse(readFileSync(fixture('probes/probes.json'), 'utf8')) as Fixture;
const pause = pauseFor(new AbortController().signal);

/** Rows whose label is drawn with log-odds of twice the first coordinate; the last coordinate is always 3. */
function drawnRows(rows: number, seed: number): LabelledRows {
  const random = createRandom(seed);
  const values_ND = Float32Array.from({ length: rows * 4 }, (_, i) => (i % 4 === 3 ? 3 : 2 * random() - 1));
  const isPositive_N = Uint8Array.from({ length: rows }, (_, n) => Number(random() < sigmoid(2 * values_ND[4 * n])));
  return { values_ND, width: 4, isPositive_N };
}

describe('logistic regression', () => {
  for (const { name, values, labels, fits } of cases)
    for (const fit of fits)
      test(`is scikit-learn's on ${name} rows, C ${fit.c}, ${fit.standardize ? '' : 'not '}standardised`, async () => {
        const rows = { values_ND: Float32Array.from(values), width, isPositive_N: Uint8Array.from(labels) };

        const found = await fitLogistic(rows, fit, { pause });

        // Both stop at a gradient below 1e-5, and the objective's curvature is at least 1, in the units of the penalty.
        [...found.weights_D, found.bias].forEach((value, d) => {
          const expected = [...fit.weights, fit.bias][d];
          assert.ok(Math.abs(value - expected) <= 1e-3, `coordinate ${d}: ${value} for ${expected}`);
        });
        assert.ok(found.converged && found.maxGradient <= gradientTolerance);
        const predictions = Array.from(scoreRows(found, rows.values_ND), (score) => Number(score > 0));
        assert.deepEqual(predictions, fit.predictions);
      });

  test('gives the same bits again', async () => {
    const rows = drawnRows(101, 1);

    const [first, second] = [
      await fitLogistic(rows, { c: 1, standardize: true }, { pause }),
      await fitLogistic(rows, { c: 1, standardize: true }, { pause }),
    ];

    assert.deepEqual(first, second);
  });

  test('gives a coordinate that never changes no weight', async () => {
    for (const standardize of [true, false]) {
      const { weights_D } = await fitLogistic(drawnRows(50, 2), { c: 10, standardize }, { pause });

      assert.ok(Math.abs(weights_D[3]) < 1e-9, `${weights_D[3]}`);
    }
  });

  test('reaches from another start what it reaches from zero', async () => {
    const rows = drawnRows(80, 3);
    const settings = { c: 5, standardize: true };
    const cold = await fitLogistic(rows, settings, { pause });

    const warm = await fitLogistic(rows, settings, { pause, start: cold });
    const far = await fitLogistic(rows, settings, {
      pause,
      start: { weights_D: Float64Array.of(9, -9, 9, 0), bias: 5 },
    });

    assert.equal(warm.iterations, 0);
    cold.weights_D.forEach((weight, d) => assert.ok(Math.abs(far.weights_D[d] - weight) < 1e-4));
  });

  test('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort();

    const fitting = () => fitLogistic(drawnRows(50, 4), { c: 1, standardize: true }, { pause: pauseFor(stop.signal) });

    await expectError(fitting, 'CANCELLED');
  });
});

test('the gradient of the losses is their slope, for any number of rows', () => {
  for (const rows of [1, 2, 3, 4, 5, 9]) {
    const labelled = drawnRows(rows, rows);
    const at = (shift: number): number =>
      sumLosses(labelled, { weights_D: Float64Array.of(0.5, 0.3 + shift, -0.2, 0.1), bias: 0.2 }).loss;

    const { loss, gradient_D } = sumLosses(labelled, { weights_D: Float64Array.of(0.5, 0.3, -0.2, 0.1), bias: 0.2 });

    const scores = scoreRows({ weights_D: [0.5, 0.3, -0.2, 0.1], bias: 0.2 }, labelled.values_ND);
    const expected = scores.reduce((sum, s, n) => sum + logisticLoss(labelled.isPositive_N[n] === 1 ? s : -s), 0);
    assert.ok(Math.abs(loss - expected) < 1e-12);
    // A central difference of a smooth function: its error is of the order of the square of the step, 1e-10.
    assert.ok(Math.abs((at(1e-5) - at(-1e-5)) / 2e-5 - gradient_D[1]) < 1e-8);
  }
});

describe('choosing C', () => {
  test('takes the candidate with the least loss of held-out rows', async () => {
    const rows = drawnRows(120, 5);
    const fold_N = Uint8Array.from({ length: 120 }, (_, n) => n % 5);

    const { c, losses } = await chooseC(rows, { fold_N, standardize: true }, { pause, onFold: () => undefined });

    assert.equal(losses.length, candidatesForC.length);
    assert.equal(losses[candidatesForC.indexOf(c)], Math.min(...losses));
    // Of rows whose label is drawn from a sloping line, neither no slope nor an endless one is best.
    assert.ok(c > candidatesForC[0] && c < 1000, `${c}`);
  });

  test('is not misled by copies of a row, when these are in one fold', async () => {
    // Labels without any rule, every row ten times: only a fold that cuts groups rewards learning by heart.
    const random = createRandom(6);
    const texts = Float32Array.from({ length: 40 * 30 }, () => random() - 0.5);
    const values_ND = new Float32Array(10 * texts.length);
    for (let copy = 0; copy < 10; copy++) values_ND.set(texts, copy * texts.length);
    const labels = Uint8Array.from({ length: 40 }, () => Number(random() < 0.5));
    const isPositive_N = Uint8Array.from({ length: 400 }, (_, n) => labels[n % 40]);
    const choose = (fold: (row: number) => number) =>
      chooseC(
        { values_ND, width: 30, isPositive_N },
        { fold_N: Uint8Array.from({ length: 400 }, (_, row) => fold(row)), standardize: true },
        { pause, onFold: () => undefined },
      );

    const [grouped, cut] = [await choose((row) => (row % 40) % 4), await choose((row) => Math.floor(row / 100))];

    assert.equal(grouped.c, candidatesForC[0]);
    assert.ok(cut.c >= 100, `${cut.c}`);
  });
});
