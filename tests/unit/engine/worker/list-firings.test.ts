/** Firings in their order, from what a device tells of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { packedBits, packedSize } from '../../../../engine/dictionaries/device-encode-graph.js';
import { firingsOfSelection, placesOfBits } from '../../../../engine/worker/list-firings.js';

test('of a selection those fire whose strength is above 0', () => {
  const { row_N, feature_N, activation_N } = firingsOfSelection(
    Int32Array.of(2, 5, 9, 1, 3, 7),
    Float32Array.of(2, 0, 0.5, NaN, -1, 4),
    3,
  );

  assert.deepEqual([...row_N], [0, 0, 1]);
  assert.deepEqual([...feature_N], [2, 9, 7]);
  assert.deepEqual([...activation_N], [2, 0.5, 4]);
});

/** The numbers of a row of truth values, as the graph packs them. */
function packed(row: readonly boolean[]): number[] {
  return Array.from({ length: packedSize(row.length) }, (_, n) =>
    row.slice(n * packedBits, (n + 1) * packedBits).reduce((sum, is, bit) => sum + (is ? 2 ** bit : 0), 0),
  );
}

test('bits of numbers, and of the numbers that are not 0, lead to the places of what they stand for', () => {
  const rows = fc
    .integer({ min: 1, max: 600 })
    .chain((F) => fc.array(fc.array(fc.boolean(), { minLength: F, maxLength: F }), { maxLength: 4 }));
  fc.assert(
    fc.property(rows, (fires_NF) => {
      const F = fires_NF[0]?.length ?? 1;
      const fires_NC = fires_NF.map(packed);
      const blocks_NE = fires_NC.map((row) => packed(row.map((number) => number > 0)));
      const [C, E] = [packedSize(F), packedSize(packedSize(F))];

      const numbers = placesOfBits(Float32Array.from(blocks_NE.flat()), undefined, { packed: E, unpacked: C });
      const taken = Float32Array.from(numbers, (place) => fires_NC.flat()[place]);
      const places = placesOfBits(taken, numbers, { packed: C, unpacked: F });

      const all = fires_NF.flat();
      assert.deepEqual(
        [...places],
        [...all.keys()].filter((place) => all[place]),
      );
    }),
  );
});
