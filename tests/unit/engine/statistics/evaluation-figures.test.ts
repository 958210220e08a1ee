/** The figures of evaluations against scipy, scikit-learn and a pair-by-pair DeLong, and against their own laws. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { auroc } from '../../../../engine/statistics/auroc.js';
import { calibrationReport } from '../../../../engine/statistics/calibration-error.js';
import { balancedAccuracy, countConfusion, f1 } from '../../../../engine/statistics/confusion.js';
import { delong } from '../../../../engine/statistics/delong.js';
import { simultaneousWilson } from '../../../../engine/statistics/simultaneous-wilson.js';
import { wilson } from '../../../../engine/statistics/wilson.js';
import { fixture } from '../../../support/paths.js';

interface Reference {
  readonly wilson: readonly { successes: number; n: number; level: number; low: number; high: number }[];
  readonly scored: readonly {
    isPositive: number[];
    probability: number[];
    auroc: { area: number; low: number; high: number };
    f1: number;
    balancedAccuracy: number;
    brier: number;
    calibration: { bins: number; expectedError: number } | null;
  }[];
}
const reference = JSON.parse(readFileSync(fixture('statistics/evaluations.json'), 'utf8')) as Reference;
/** Both sides compute in float64; sums of a few hundred terms in another order differ by less. */
const tolerance = 1e-12;

function near(actual: number, expected: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${String(actual)} instead of ${String(expected)}`);
}

test('intervals of shares are those of scipy', () => {
  for (const { successes, n, level, low, high } of reference.wilson) {
    const estimate = wilson(successes, n, level);
    near(estimate.value, successes / n, 'share');
    near(estimate.low, low, 'low');
    near(estimate.high, high, 'high');
  }
});

test('area, F1, balanced accuracy, Brier score and calibration error are those of numpy and scikit-learn', () => {
  for (const row of reference.scored) {
    const score_N = Float64Array.from(row.probability);
    const isPositive_N = Uint8Array.from(row.isPositive);
    const answers = { answer_N: Uint8Array.from(score_N, (p) => (p >= 0.5 ? 1 : 0)), isPositive_N };
    const area = delong(score_N, isPositive_N);
    near(area.value, row.auroc.area, 'area');
    near(area.low, row.auroc.low, 'low');
    near(area.high, row.auroc.high, 'high');
    near(f1(answers, { group_N: Uint32Array.from(score_N.keys()), seed: 1 }).value, row.f1, 'F1');
    near(balancedAccuracy(countConfusion(answers)).value, row.balancedAccuracy, 'balanced accuracy');
    const calibration = calibrationReport(score_N, isPositive_N);
    near(calibration.brier, row.brier, 'Brier');
    if (row.calibration === null) continue;
    assert.equal(calibration.bins.length, row.calibration.bins);
    near(calibration.expectedError, row.calibration.expectedError, 'calibration error');
  }
});

const scores = fc.array(fc.tuple(fc.constantFrom(0, 0, 0, 0.25, 0.5, 1), fc.constantFrom(0, 1)), {
  minLength: 2,
  maxLength: 60,
});

test('the area is that of the Mann-Whitney statistic, and lies in its interval', () => {
  fc.assert(
    fc.property(scores, (rows) => {
      const score_N = Float64Array.from(rows, ([score]) => score);
      const isPositive_N = Uint8Array.from(rows, ([, positive]) => positive);
      const { value, low, high } = delong(score_N, isPositive_N);
      const area = auroc(score_N, isPositive_N);
      if (Number.isNaN(area)) return Number.isNaN(value) && low === 0 && high === 1;
      return Math.abs(value - area) <= tolerance && 0 <= low && low <= value && value <= high && high <= 1;
    }),
  );
});

test('a perfect ranking of few rows is given as less than certain', () => {
  const { value, low, high, method } = delong(Float64Array.of(0, 0, 1, 2, 3), Uint8Array.of(0, 0, 1, 1, 1));
  assert.equal(value, 1);
  assert.equal(high, 1);
  // Two of two: 2 / (2 + z^2), z = 1.959964.
  near(Number(low.toFixed(5)), 0.34238, 'low');
  assert.equal(method, 'Wilson, 2 rows of the smaller class');
});

test('an interval of a share contains it, and more groups make it wider', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(40), fc.integer({ min: 2, max: 9 }), (right, wrong, groups) => {
      fc.pre(right + wrong > 0);
      const share = { successes: right, rows: right + wrong };
      const [alone] = simultaneousWilson([share]);
      const [among] = simultaneousWilson(Array.from({ length: groups }, () => share));
      return (
        alone.low <= alone.value && alone.value <= alone.high && among.low <= alone.low && alone.high <= among.high
      );
    }),
  );
});

test('rows of equal probability are never in two bins, and every row is in one', () => {
  fc.assert(
    fc.property(scores, (rows) => {
      const { bins } = calibrationReport(
        Float64Array.from(rows, ([score]) => score),
        Uint8Array.from(rows, ([, positive]) => positive),
      );
      const disjoint = bins.every((bin, place) => place === 0 || bins[place - 1].to < bin.from);
      return disjoint && bins.reduce((sum, bin) => sum + bin.rows, 0) === rows.length;
    }),
  );
});

test('a perfect answer has an F1 of 1 whose interval is that of a share', () => {
  const isPositive_N = Uint8Array.of(1, 1, 1, 1, 0, 0);
  const { value, low, method } = f1(
    { answer_N: isPositive_N, isPositive_N },
    { group_N: Uint32Array.of(0, 1, 2, 3, 4, 5), seed: 3 },
  );
  assert.equal(value, 1);
  // Wilson's lower bound of 4 of 4 is 4 / (4 + z^2) = 0.510109; 2 j / (1 + j) of it.
  near(Number(low.toFixed(5)), 0.67559, 'low');
  assert.equal(method, 'Wilson of the Jaccard index');
});

test('a perfect answer to rows of one group says as little as one row', () => {
  const ofGroups = (group_N: Uint32Array) =>
    f1({ answer_N: Uint8Array.of(1, 1, 1, 1), isPositive_N: Uint8Array.of(1, 1, 1, 1) }, { group_N, seed: 3 });
  const { low, high } = ofGroups(new Uint32Array(4));
  assert.equal(high, 1);
  // Wilson's lower bound of 1 of 1 is 1 / (1 + z^2) = 0.206549; 2 j / (1 + j) of it.
  near(Number(low.toFixed(5)), 0.34238, 'low');
  assert.ok(low < ofGroups(Uint32Array.of(0, 1, 2, 3)).low);
});

test('the bootstrap draws groups, so that copies of rows do not narrow the interval', () => {
  const truth = Array.from({ length: 40 }, (_, row) => row % 2);
  const answer = truth.map((label, row) => (row % 5 === 0 ? 1 - label : label));
  const interval = (copies: number): number => {
    const repeat = (values: number[]): Uint8Array =>
      Uint8Array.from(values.flatMap((value) => Array<number>(copies).fill(value)));
    const group_N = Uint32Array.from({ length: 40 * copies }, (_, row) => Math.floor(row / copies));
    const { low, high } = f1({ answer_N: repeat(answer), isPositive_N: repeat(truth) }, { group_N, seed: 5 });
    return high - low;
  };
  assert.equal(interval(1), interval(10));
});
