/** Which positions the token rules count, replace and set to zero. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { TokenRule } from '../../../../domain/metrics.js';
import { positionRule, toMeasuredBatch } from '../../../../services/metrics/token-rule.js';

/** BOS is 0, EOS is 1; the second sequence is padded with a token that would count. */
const batch = {
  tokenIds_BT: Int32Array.of(0, 5, 1, 6, /**/ 0, 7, 7, 7),
  lengths_B: Int32Array.of(4, 2),
  positions: 4,
};
const everywhere = [1, 1, 1, 1, /**/ 1, 1, 0, 0];
const ordinary = [0, 1, 0, 1, /**/ 0, 1, 0, 0];

const expected: readonly [TokenRule, boolean, readonly number[], readonly number[]][] = [
  ['SAEQL', false, ordinary, ordinary],
  ['SAEQL', true, everywhere, everywhere],
  ['DICTIONARY_LEARNING', false, everywhere, everywhere],
  ['SAELENS', false, ordinary, everywhere],
  ['SAELENS', true, everywhere, everywhere],
];

for (const [rule, includeSpecialTokens, counted, zeroed] of expected) {
  const which = includeSpecialTokens ? 'with special tokens' : 'by default';
  test(`${rule} ${which}: ${counted.join('')} are counted and replaced, ${zeroed.join('')} set to zero`, () => {
    const masks = toMeasuredBatch(batch, positionRule(rule, { includeSpecialTokens }, new Set([0, 1])));

    assert.deepEqual([...masks.counted_BT], counted);
    assert.deepEqual([...masks.replaced_BT], counted);
    assert.deepEqual([...masks.zeroed_BT], zeroed);
  });
}
