/** Correlated errors, clusters and effective voters. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../../domain/seeded-random.js';
import { clusterByErrors, effectiveVoters } from '../../../../engine/scan/error-clusters.js';
import { errorCorrelation, errorPattern, type ErrorPattern } from '../../../../engine/scan/error-patterns.js';
import { tiedAuroc } from '../../../../engine/scan/tied-auroc.js';
import { finishSteps } from '../../../support/scanned-rows.js';

const rows = 100;
const isPositive_N = new Uint8Array(rows);
let drawn = 0;

/** Errs on the given rows; no other pattern has its activations. */
function erring(wrong: (row: number) => boolean): ErrorPattern {
  const vote_N = Uint8Array.from(isPositive_N, (_, row) => (wrong(row) ? 1 : 0));
  const value_K = Float32Array.of(++drawn);
  return errorPattern(vote_N, isPositive_N, { length: 1, place_K: Uint32Array.of(0), value_K });
}

test('the correlation of errors is that of the bits', () => {
  const random = createRandom(1);
  const bits = Array.from({ length: 4 }, () => Array.from({ length: rows }, () => (random() < 0.3 ? 1 : 0)));
  const patterns = bits.map((bit_N) => erring((row) => bit_N[row] === 1));
  bits.forEach((a, i) =>
    bits.forEach((b, j) => {
      if (i !== j) assert.ok(Math.abs(errorCorrelation(patterns[i], patterns[j], rows) - pearson(a, b)) < 1e-12);
    }),
  );
});

test('classifiers without errors agree by no mistake: only the same activations are the same vote', () => {
  const [one, other] = [erring(() => false), erring(() => false)];
  assert.equal(errorCorrelation(one, other, rows), 0);
  assert.equal(errorCorrelation(one, { ...one }, rows), 1);
  assert.equal(effectiveVoters([one, other], rows), 2);
});

test('a cluster has its best feature as leader, and chains join nothing', () => {
  const first = erring((row) => row < 10);
  const near = erring((row) => row >= 3 && row < 13);
  const nearNear = erring((row) => row >= 6 && row < 16);
  const far = erring((row) => row >= 50 && row < 60);
  const cluster_N = finishSteps(clusterByErrors([first, near, nearNear, far], rows));
  assert.deepEqual([...cluster_N], [0, 0, 1, 2]);
});

test('copies are one voter, independent ones as many as they are', () => {
  const copies = Array.from({ length: 5 }, () => erring((row) => row % 7 === 0));
  assert.ok(Math.abs(effectiveVoters(copies, rows) - 1) < 1e-12);
  const independent = [erring((row) => row % 10 < 2), erring((row) => row % 50 < 10)];
  assert.ok(Math.abs(effectiveVoters(independent, rows) - 2) < 1e-12);
  assert.ok(effectiveVoters([...copies, ...independent], rows) < 3);
});

test('the deviation of AUROC is the one of DeLong, one row at a time', () => {
  const positive = [3, 1, 1, 0];
  const negative = [0, 0, 1, 2, 0];
  const activation_G = [0, 1, 2, 3];
  const count = (scores: readonly number[]) => activation_G.map((a) => scores.filter((score) => score === a).length);
  const groups = { activation_G, positives_G: count(positive), negatives_G: count(negative) };
  const wins = (a: number, b: number): number => (a > b ? 1 : a === b ? 0.5 : 0);
  const v10 = positive.map((a) => mean(negative.map((b) => wins(a, b))));
  const v01 = negative.map((b) => mean(positive.map((a) => wins(a, b))));
  const { value, deviation } = tiedAuroc(groups);
  assert.ok(Math.abs(value - mean(v10)) < 1e-12);
  assert.ok(Math.abs(deviation ** 2 - (varianceOf(v10) / positive.length + varianceOf(v01) / negative.length)) < 1e-12);
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** With n - 1. */
function varianceOf(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}

function pearson(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = mean(a.map((value, n) => (value - meanA) * (b[n] - meanB)));
  return product / Math.sqrt(mean(a.map((v) => (v - meanA) ** 2)) * mean(b.map((v) => (v - meanB) ** 2)));
}
