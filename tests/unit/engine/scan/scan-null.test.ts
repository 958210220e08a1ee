/** What permuted labels are, and what follows from them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { falseDiscoveryRates } from '../../../../engine/scan/false-discovery-rates.js';
import { createLabelPermuter, logArrangements } from '../../../../engine/scan/label-permutations.js';
import { NullStatistics } from '../../../../engine/scan/null-statistics.js';
import { packLabels, roomForSums, sumRanksInto } from '../../../../engine/scan/packed-labels.js';
import { createRandom } from '../../../../domain/seeded-random.js';
import { range } from '../../../support/scanned-rows.js';

test('rows of a group with both labels exchange them; the number of positives in it stays', () => {
  const isPositive_N = Uint8Array.of(1, 0, 0, 1, 1, 0, 1, 0);
  const group_N = Uint32Array.of(7, 7, 7, 7, 9, 9, 9, 9);
  const next = createLabelPermuter({ isPositive_N, group_N }, 1);
  const seen = new Set(Array.from({ length: 400 }, () => next().join('')));
  // 6 ways to give two of four in each group.
  assert.equal(seen.size, 36);
  for (const labels of seen) assert.deepEqual([ones(labels.slice(0, 4)), ones(labels.slice(4))], [2, 2]);
  assert.ok(Math.abs(logArrangements({ isPositive_N, group_N }) - Math.log(36)) < 1e-12);
});

test('a group with one label keeps its rows together and exchanges it with other such groups', () => {
  const isPositive_N = Uint8Array.of(1, 1, 1, 0, 0, 0);
  const group_N = Uint32Array.of(4, 4, 4, 5, 6, 6);
  const next = createLabelPermuter({ isPositive_N, group_N }, 1);
  const seen = new Set(Array.from({ length: 100 }, () => next().join('')));
  assert.deepEqual([...seen].sort(), ['000011', '000100', '111000']);
  assert.ok(Math.abs(logArrangements({ isPositive_N, group_N }) - Math.log(3)) < 1e-12);
});

test('sums of ranks under packed labels are exact, in one lane and in two', () => {
  for (const [rows, count] of [
    [40, 7],
    [9000, 5],
  ] as const) {
    // prettier-ignore
    const random = createRandom(rows);
    const labels: Uint8Array[] = [];
    const draw = (): Uint8Array => {
      labels.push(Uint8Array.from({ length: rows }, () => (random() < 0.5 ? 1 : 0)));
      return labels[labels.length - 1];
    };
    const packed = packLabels(draw, rows, count);
    assert.equal(packed.lanes, rows === 40 ? 2 : 1);
    const rank_K = Float64Array.from({ length: rows }, (_, n) => 2 * n + 1);
    const room = roomForSums(packed);
    sumRanksInto(packed, { length: rows, place_K: range(0, rows), rank_K }, room);
    const sums = labels.map((label_N) => rank_K.reduce((sum, rank, n) => sum + rank * label_N[n], 0));
    assert.deepEqual([...room.sum_P], sums);
  }
});

test('p-values count the permutations that reach a value, and the one that is true', () => {
  const statistics = new NullStatistics(4);
  statistics.add(Float64Array.of(0.1, 0.2, 0.05, 0.4), 0);
  statistics.add(Float64Array.of(0.3, 0.1, 0.05, 0.1), 0);
  assert.deepEqual([...statistics.largest_P], [0.3, 0.2, 0.05, 0.4]);
  assert.deepEqual([...statistics.pValues(Float64Array.of(0.5, 0.4, 0.3, 0))], [1 / 5, 2 / 5, 3 / 5, 1]);
  assert.deepEqual([...statistics.pooledPValues(Float64Array.of(0.5, 0.4, 0.1, 0))], [1 / 9, 2 / 9, 7 / 9, 1]);
  assert.equal(statistics.criticalValue(0.4), 0.3);
  assert.equal(statistics.criticalValue(0.1), 0.5);
});

test('a false discovery rate is the least p * features / rank from its rank on', () => {
  // Sorted: 0.005 * 5 / 1 = 0.025, 0.01 * 5 / 2 = 0.025, 0.03 * 5 / 3 = 0.05, 0.04 * 5 / 4 = 0.05, 0.8.
  const rate_N = falseDiscoveryRates(Float64Array.of(0.01, 0.04, 0.03, 0.005, 0.8));
  [0.025, 0.05, 0.05, 0.025, 0.8].forEach((rate, n) => assert.ok(Math.abs(rate_N[n] - rate) < 1e-12));
});

function ones(labels: string): number {
  return [...labels].filter((label) => label === '1').length;
}
