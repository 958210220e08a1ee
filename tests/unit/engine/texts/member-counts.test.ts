/** Counts of numbers against a Map. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MemberCounts } from '../../../../engine/texts/member-counts.js';

test('numbers are counted as in a Map, also the largest, those that share a slot, and in a table as full as it may be', () => {
  const number = fc.oneof(
    fc.nat({ max: 5 }),
    fc.constantFrom(2 ** 32 - 1, 2 ** 31),
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  );
  fc.assert(
    fc.property(fc.array(number, { maxLength: 50 }), number, (numbers, other) => {
      const expected = new Map<number, number>();
      for (const one of numbers) expected.set(one, (expected.get(one) ?? 0) + 1);
      const counts = new MemberCounts(expected.size);

      for (const one of numbers) counts.add(one);

      for (const one of [...numbers, other]) assert.equal(counts.get(one), expected.get(one) ?? 0);
    }),
    { numRuns: 300 },
  );
});
