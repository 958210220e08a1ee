import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { consecutiveRuns } from '../../../store/harvests/consecutive-runs.js';
import { RecentlyUsed } from '../../../store/harvests/recently-used.js';
import { TokenIndexBuilder } from '../../../store/harvests/token-index-builder.js';

test('the token index lists the features of every token, both ascending', () => {
  const firedTokens = fc.array(fc.array(fc.nat(40), { maxLength: 20 }), { maxLength: 60 });
  fc.assert(
    fc.property(firedTokens, (tokensByFeature) => {
      const builder = new TokenIndexBuilder();
      tokensByFeature.forEach((tokenIds, feature) => builder.add(feature, tokenIds));

      const built = [...builder.byToken()].map(({ tokenId, features }) => [tokenId, [...features]]);

      const tokens = [...new Set(tokensByFeature.flat())].sort((a, b) => a - b);
      const expected = tokens.map((tokenId) => [
        tokenId,
        tokensByFeature.flatMap((tokenIds, feature) => (tokenIds.includes(tokenId) ? feature : [])),
      ]);
      assert.deepEqual(built, expected);
    }),
  );
});

test('the token index grows beyond its first size', () => {
  const builder = new TokenIndexBuilder();
  for (let feature = 0; feature < 10_000; feature++) builder.add(feature, [5]);

  const [{ features }] = builder.byToken();

  assert.equal(features.length, 10_000);
  assert.equal(features[9_999], 9_999);
});

test('runs of consecutive indices join to the list again', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12)), (indices) => {
      const joined = consecutiveRuns(indices).flatMap(({ first, count }) =>
        Array.from({ length: count }, (_, i) => first + i),
      );

      assert.deepEqual(joined, indices);
    }),
  );
  assert.deepEqual(consecutiveRuns([4, 5, 6, 8]), [
    { first: 4, count: 3 },
    { first: 8, count: 1 },
  ]);
});

test('of more things than are kept, the one that was not asked for longest goes', () => {
  const gone: string[] = [];
  const kept = new RecentlyUsed<string>(2, (value) => gone.push(value));
  const ask = (name: string) => kept.get(name, () => name.toUpperCase());

  ask('a');
  ask('b');
  ask('a');
  ask('c');

  assert.deepEqual(gone, ['B']);
  assert.equal(ask('a'), 'A');
  assert.deepEqual(kept.takeAll(), ['C', 'A']);
});
