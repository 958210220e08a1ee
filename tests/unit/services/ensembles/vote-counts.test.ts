/** How many votes keep a rate. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../../domain/seeded-random.js';
import { operatingPoints, votesKeeping } from '../../../../services/ensembles/vote-counts.js';
import { expectResearchError } from '../../../support/expect-error.js';

function drawVotes(negatives: number, members: number, seed: number) {
  const random = createRandom(seed);
  const votes_N = Float64Array.from({ length: negatives }, () =>
    Array.from({ length: members }, () => random() < 0.3).reduce((sum, vote) => sum + (vote ? 1 : 0), 0),
  );
  return { members, votes_N, isPositive_N: new Uint8Array(negatives) };
}

test('the least number of votes that keeps a rate does so in nearly all drawings', () => {
  const [members, negatives, wanted] = [12, 200, { falsePositiveRate: 0.1, confidence: 0.95 }];
  // Of votes that are each 1 with 0.3: the chance of at least m of 12.
  const truth = operatingPoints(drawVotes(200_000, members, 0), Infinity).map(({ falsePositiveRate }) => falsePositiveRate.value); // prettier-ignore
  const rates = Array.from({ length: 200 }, (_, seed) =>
    votesKeeping(drawVotes(negatives, members, seed + 1), wanted),
  ).map((atLeast) => truth[atLeast - 1] ?? 0);
  // 5% of 200 drawings may miss; 20 would be 3 deviations more.
  assert.ok(rates.filter((rate) => rate > 0.1).length < 20);
  assert.ok(Math.max(...rates) > 0.02, 'it is no larger than it must be');
});

test('too few negatives are refused with the number that is needed', () => {
  const wanted = { falsePositiveRate: 0.05, confidence: 0.95 };
  assert.match(expectResearchError(() => votesKeeping(drawVotes(58, 3, 1), wanted), 'NEGATIVES_TOO_FEW').message, /59/);
  assert.ok(votesKeeping(drawVotes(59, 3, 1), wanted) <= 4);
});

test('rates fall with the number of votes, and points that keep the rate are marked', () => {
  const counted = { members: 3, votes_N: Float64Array.of(0, 1, 2, 3, 3, 1), isPositive_N: Uint8Array.of(0, 0, 0, 1, 1, 1) }; // prettier-ignore
  const points = operatingPoints(counted, 3);
  assert.deepEqual(
    points.map(({ atLeast, truePositiveRate, falsePositiveRate, guaranteed }) => [atLeast, truePositiveRate.value, falsePositiveRate.value, guaranteed]), // prettier-ignore
    [[1, 1, 2 / 3, false], [2, 2 / 3, 1 / 3, false], [3, 2 / 3, 0, true]], // prettier-ignore
  );
});
