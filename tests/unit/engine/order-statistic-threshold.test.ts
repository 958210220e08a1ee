/** Ranks of thresholds against the binomial sums of their definition, and against published sample sizes. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  negativesNeeded,
  nextAbove,
  orderStatisticRank,
  orderStatisticThreshold,
} from '../../../engine/statistics/order-statistic-threshold.js';
import { createRandom } from '../../../domain/seeded-random.js';
import { expectResearchError } from '../../support/expect-error.js';

const five = { falsePositiveRate: 0.05, confidence: 0.95 };

/** P(Binomial(n, 1 - rate) >= k) by products, without logarithms. */
function violation(n: number, k: number, rate: number): number {
  let [term, sum] = [rate ** n, 0];
  for (let j = 0; j <= n; j++) {
    if (j >= k) sum += term;
    term *= ((n - j) / (j + 1)) * ((1 - rate) / rate);
  }
  return sum;
}

describe('the rank of a threshold', () => {
  test('is the largest negative of 59 for 5%, and there is none of 58', () => {
    assert.equal(orderStatisticRank(58, five), undefined);
    assert.equal(orderStatisticRank(59, five), 59);
  });

  test('is 484 of 500 for 5% and 996 of 1000 for 1%', () => {
    assert.equal(orderStatisticRank(500, five), 484);
    assert.equal(orderStatisticRank(1000, { falsePositiveRate: 0.01, confidence: 0.95 }), 996);
  });

  test('exists from 59, 299 and 2995 negatives on for 5%, 1% and 0.1%', () => {
    for (const [falsePositiveRate, needed] of [
      [0.05, 59],
      [0.01, 299],
      [0.001, 2995],
    ]) {
      const wanted = { falsePositiveRate, confidence: 0.95 };
      assert.equal(negativesNeeded(wanted), needed);
      assert.equal(orderStatisticRank(needed - 1, wanted), undefined);
      assert.equal(orderStatisticRank(needed, wanted), needed);
    }
  });

  test('is the least that keeps the rate, by the definition', () => {
    const rates = fc.constantFrom(0.02, 0.05, 0.1, 0.3, 0.5);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), rates, fc.constantFrom(0.8, 0.9, 0.95), (n, rate, confidence) => {
        const rank = orderStatisticRank(n, { falsePositiveRate: rate, confidence });
        const keeps = Array.from({ length: n }, (_, k) => k + 1).find((k) => violation(n, k, rate) <= 1 - confidence);
        assert.equal(rank, keeps);
        assert.equal(rank === undefined, n < negativesNeeded({ falsePositiveRate: rate, confidence }));
      }),
    );
  });
});

describe('the threshold', () => {
  test('lies just above the score of its rank, so that ties with it are negative', () => {
    const scores = Float64Array.from({ length: 500 }, (_, i) => (i * 7) % 500);

    const threshold = orderStatisticThreshold(scores, five);

    assert.ok(threshold > 483 && threshold < 483.000001, `${threshold}`);
    assert.equal(scores.filter((score) => score >= threshold).length, 16);
  });

  test('keeps the true rate in 95 of 100 samples', () => {
    // Of 2000 samples of uniform scores, whose rate above t is 1 - t; four standard deviations of a binomial share are 0.0195.
    const random = createRandom(11);
    const samples = Array.from({ length: 2000 }, () => Float64Array.from({ length: 100 }, random));

    const broken = samples.filter((scores) => 1 - orderStatisticThreshold(scores, five) > 0.05).length;

    assert.ok(broken / 2000 <= 0.05 + 0.0195, `${broken}`);
  });

  test('is refused with the number that is needed', () => {
    const error = expectResearchError(() => orderStatisticThreshold(new Float64Array(58), five), 'NEGATIVES_TOO_FEW');

    assert.match(error.message, /58 negative rows.* needs 59\./);
  });
});

test('the next double is above, and nothing lies between', () => {
  for (const value of [0, 1, -1, 0.1, -0.1, 1e300, -1e-300, Number.MIN_VALUE]) {
    const next = nextAbove(value);
    assert.ok(next > value);
    const middle = value + (next - value) / 2;
    assert.ok(middle === value || middle === next, `${value}`);
  }
});
