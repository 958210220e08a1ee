/** Near duplicates against comparing all with all. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linkNearDuplicates } from '../../../../engine/texts/near-duplicates.js';

const ascending = (members: Iterable<number>): Uint32Array => Uint32Array.from(new Set(members)).sort();

/** At least 0.9 of the members of either are in both, in whole numbers. */
function areNear(a: Uint32Array, b: Uint32Array): boolean {
  const both = a.filter((member) => b.includes(member)).length;
  return both > 0 && 10 * both >= 9 * (a.length + b.length - both);
}

/** The least set that each is linked with by a chain, found by spreading it until nothing changes. */
function byBruteForce(sets: readonly Uint32Array[]): number[] {
  const least = sets.map((_, set) => set);
  for (let changed = true; changed;) {
    changed = false;
    sets.forEach((a, i) =>
      sets.forEach((b, j) => {
        if (least[j] >= least[i] || !areNear(a, b)) return;
        least[i] = least[j];
        changed = true;
      }),
    );
  }
  return least;
}

/** Sets of about `size` members that are variants of few: with one more, one less, or one exchanged. */
function variantsOf(size: number): fc.Arbitrary<Uint32Array> {
  const [gone, added] = [
    fc.subarray([0, 3, size - 1], { maxLength: 2 }),
    fc.subarray([1000, 2000, 2 ** 32 - 1], { maxLength: 2 }),
  ];
  return fc.tuple(fc.constantFrom(0, 5, 500), gone, added).map(([from, without, more]) => {
    const members = Array.from({ length: size }, (_, place) => from + place);
    return ascending([...members.filter((_, place) => !without.includes(place)), ...more]);
  });
}

test('sets are linked as by comparing all with all, at the threshold and beside it', () => {
  const set = fc.oneof(
    variantsOf(10),
    variantsOf(19),
    variantsOf(20),
    fc.array(fc.nat({ max: 8 }), { maxLength: 6 }).map(ascending),
  );

  fc.assert(
    fc.property(fc.array(set, { maxLength: 30 }), (sets) => {
      const { cluster_N, complete } = linkNearDuplicates(sets);

      assert.ok(complete);
      assert.deepEqual([...cluster_N], byBruteForce(sets));
    }),
    { numRuns: 300 },
  );
});

test('nine of ten members are near, eight of nine are not; empty sets are linked with none', () => {
  const upTo = (size: number): Uint32Array => Uint32Array.from({ length: size }, (_, member) => member);

  assert.deepEqual([...linkNearDuplicates([upTo(9), upTo(10), upTo(8)]).cluster_N], [0, 0, 2]);
  assert.deepEqual([...linkNearDuplicates([upTo(0), upTo(0)]).cluster_N], [0, 1]);
  assert.deepEqual([...linkNearDuplicates([]).cluster_N], []);
});

test('a search that takes too many steps stops and says so', () => {
  const common = Array.from({ length: 18 }, (_, member) => member);
  const sets = Array.from({ length: 200 }, (_, set) => ascending([...common, 100 + set]));

  assert.equal(linkNearDuplicates(sets, 1000).complete, false);
  assert.equal(linkNearDuplicates(sets, 1_000_000).complete, true);
});
