/** Scans against their definitions, one feature, one permutation and one row at a time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { auroc, delong, estimateArea } from '../../../../engine/index.js';
import { createLabelPermuter } from '../../../../engine/scan/label-permutations.js';
import { scanFeatures, type ScanResult } from '../../../../engine/scan/scan-features.js';
import { drawRows, finishSteps, partsOf, range, toPooled, type ScannedRows } from '../../../support/scanned-rows.js';

const permutations = 99;
const seed = 5;

function scan({ isPositive_R, dense_FR }: ScannedRows, group_N?: Uint32Array): ScanResult {
  const parts = partsOf(isPositive_R);
  const feature_N = range(0, dense_FR.length);
  const candidates = { dictionary_N: feature_N.map(() => 0), feature_N };
  const options = { permutations, seed, group_N: group_N ?? range(0, parts.fit.count) };
  return finishSteps(scanFeatures([toPooled(dense_FR)], candidates, parts, options));
}

/** Rows of a part, as it was asked for by partsOf. */
function cut<A extends Float32Array | Uint8Array>(array_R: A, from: number, to: number): A {
  return array_R.slice(Math.floor(from * array_R.length), Math.floor(to * array_R.length)) as A;
}

const ofPlace = ({ arrays }: ScanResult, feature: number): number => arrays.feature_N.indexOf(feature);

test('AUROC, sign and p-value are those of sorting every feature anew for every permutation', () => {
  const rows = drawRows(120, 12, 1);
  const result = scan(rows);
  const label_N = cut(rows.isPositive_R, 0, 0.5);
  const score_FN = rows.dense_FR.map((dense_R) => Float64Array.from(cut(dense_R, 0, 0.5)));
  const next = createLabelPermuter({ isPositive_N: label_N, group_N: range(0, label_N.length) }, seed);
  const largest = Array.from({ length: permutations }, () => {
    const permuted_N = next();
    return Math.max(...score_FN.map((score_N) => Math.abs(auroc(score_N, permuted_N) - 0.5)));
  });
  score_FN.forEach((score_N, feature) => {
    const place = ofPlace(result, feature);
    const difference = auroc(score_N, label_N) - 0.5;
    // The reference divides sums of ranks, the scan whole numbers: they differ by rounding, and so are their ties.
    const reach = largest.filter((other) => other >= Math.abs(difference) - 1e-12).length;
    assert.ok(Math.abs(result.arrays.fitAuroc_N[place] - 0.5 - Math.abs(difference)) < 1e-12);
    assert.equal(result.arrays.sign_N[place], difference < 0 ? -1 : 1);
    assert.equal(result.arrays.pValue_N[place], (1 + reach) / (1 + permutations));
  });
});

test('significant hits are those above the AUROC of the null, and stand first', () => {
  for (let draw = 0; draw < 20; draw++) {
    const { arrays, nullAuroc, significant } = scan(drawRows(120, 12, draw));
    arrays.fitAuroc_N.forEach((value, n) => assert.equal(value > nullAuroc, n < significant));
    arrays.pValue_N.forEach((value, n) => assert.equal(value <= 0.05, n < significant));
  }
});

test('the threshold is the best of the calibration part, the accuracy what it gives on the test part', () => {
  const rows = drawRows(160, 10, 3);
  const { arrays } = scan(rows);
  arrays.feature_N.forEach((feature, n) => {
    const score = (value: number): number => arrays.sign_N[n] * value;
    const scores = [...cut(rows.dense_FR[feature], 0.5, 0.75)].map(score);
    const labels = cut(rows.isPositive_R, 0.5, 0.75);
    const cuts = [...new Set(scores)].sort((a, b) => a - b);
    const between = cuts.slice(1).map((value, place) => (value + cuts[place]) / 2);
    const best = Math.max(...between.map((threshold) => balancedAccuracy(scores, labels, threshold)));
    const reaching = between.filter((threshold) => balancedAccuracy(scores, labels, threshold) > best - 1e-12);
    assert.equal(arrays.threshold_N[n], Math.max(...reaching));
    const testLabels = cut(rows.isPositive_R, 0.75, 1);
    const votes = [...cut(rows.dense_FR[feature], 0.75, 1)].map((value) => score(value) >= arrays.threshold_N[n]);
    assert.equal(arrays.correct_N[n], votes.filter((vote, row) => vote === (testLabels[row] === 1)).length);
  });
});

test('AUROC on the test part is that of the signed scores', () => {
  const rows = drawRows(160, 10, 4);
  const { arrays } = scan(rows);
  arrays.feature_N.forEach((feature, n) => {
    const score_N = Float64Array.from(cut(rows.dense_FR[feature], 0.75, 1), (value) => arrays.sign_N[n] * value);
    const expected = auroc(score_N, cut(rows.isPositive_R, 0.75, 1));
    assert.ok(Math.abs(arrays.auroc_N[n] - expected) < 1e-12, 'two orders of adding float64');
    const { low, high } = delong(score_N, cut(rows.isPositive_R, 0.75, 1));
    const labels = cut(rows.isPositive_R, 0.75, 1);
    const positives = labels.filter((label) => label === 1).length;
    const sizes = { positives, negatives: labels.length - positives };
    const estimate = estimateArea({ area: arrays.auroc_N[n], deviation: arrays.aurocDeviation_N[n], ...sizes });
    assert.ok(Math.abs(estimate.low - low) < 1e-9 && Math.abs(estimate.high - high) < 1e-9);
  });
});

test('activations in other units change nothing but thresholds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: -10, max: 10 }), (draw, power) => {
      const rows = drawRows(80, 6, draw);
      // A power of two changes no digit of a float32.
      const dense_FR = rows.dense_FR.map((dense_R) => dense_R.map((value) => value * 2 ** power));
      const { arrays, ...before } = scan(rows);
      const { arrays: scaled, ...after } = scan({ ...rows, dense_FR });
      assert.deepEqual(after, before);
      // The least activation there is stands for whatever fires, in every unit.
      const threshold_N = arrays.threshold_N.map((value) => (value === 2 ** -149 ? value : value * 2 ** power));
      assert.deepEqual(scaled, { ...arrays, threshold_N });
    }),
    { numRuns: 30 },
  );
});

test('the other label as the positive one turns every sign and leaves the AUROC on the fitting part', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (draw) => {
      const rows = drawRows(80, 6, draw);
      const { arrays } = scan(rows);
      const turned = scan({ ...rows, isPositive_R: rows.isPositive_R.map((bit) => 1 - bit) }).arrays;
      assert.deepEqual(turned.feature_N, arrays.feature_N);
      assert.deepEqual(turned.fitAuroc_N, arrays.fitAuroc_N);
      const toldApart = arrays.sign_N.filter((_, n) => arrays.fitAuroc_N[n] > 0.5);
      assert.deepEqual(turned.sign_N.slice(0, toldApart.length), toldApart.map((sign) => -sign)); // prettier-ignore
    }),
    { numRuns: 30 },
  );
});

test('the order of the rows of a part does not matter to what is not drawn', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (draw) => {
      const rows = drawRows(80, 6, draw);
      const { arrays } = scan(rows);
      const reverse = <A extends Float32Array | Uint8Array>(array_R: A): A => reverseParts(array_R);
      const other = scan({ isPositive_R: reverse(rows.isPositive_R), dense_FR: rows.dense_FR.map(reverse) }).arrays;
      for (const figure of ['feature_N', 'sign_N', 'fitAuroc_N', 'threshold_N', 'auroc_N', 'correct_N'] as const)
        assert.deepEqual(other[figure], arrays[figure]);
    }),
    { numRuns: 30 },
  );
});

function reverseParts<A extends Float32Array | Uint8Array>(array_R: A): A {
  const reversed = array_R.slice() as A;
  [0, 0.5, 0.75].forEach((from, part) => {
    const piece = cut(array_R, from, [0.5, 0.75, 1][part]);
    reversed.set(piece.reverse(), Math.floor(from * array_R.length));
  });
  return reversed;
}

function balancedAccuracy(scores: readonly number[], label_N: Uint8Array, threshold: number): number {
  const rate = (label: number): number => {
    const ofLabel = scores.filter((_, n) => label_N[n] === label);
    return ofLabel.filter((score) => score >= threshold === (label === 1)).length / ofLabel.length;
  };
  return (rate(0) + rate(1)) / 2;
}
