import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeIndexSet, encodeIndexSet, isInIndexSet } from '../../../domain/index-set.js';

test('a set of indices comes back as it was written, for every range', () => {
  const sets = fc
    .integer({ min: 1, max: 200 })
    .chain((range) => fc.tuple(fc.constant(range), fc.uniqueArray(fc.integer({ min: 0, max: range - 1 }))));
  fc.assert(
    fc.property(sets, ([range, indices]) => {
      const text = encodeIndexSet(indices, range);
      const flags = decodeIndexSet(text, range);
      assert.equal(flags.length, range);
      flags.forEach((flag, index) => {
        assert.equal(flag === 1, indices.includes(index));
        assert.equal(isInIndexSet(text, index), indices.includes(index));
      });
    }),
  );
});

test('an index outside of the range, and a text of another range, are mistakes', () => {
  assert.throws(() => encodeIndexSet([8], 8), /outside/);
  assert.throws(() => decodeIndexSet(encodeIndexSet([1], 8), 9), /bytes/);
});
