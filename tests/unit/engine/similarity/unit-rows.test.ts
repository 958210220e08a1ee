/** Vectors made of length 1 and ordered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { permuteRows } from '../../../../engine/similarity/permute-rows.js';
import { cosineOfUnits, rowAt } from '../../../../engine/similarity/matrix-row.js';
import { NotFinite, selectRows, toUnitRows } from '../../../../engine/similarity/unit-rows.js';
import { randomVectors } from '../../../support/compared-vectors.js';

test('rows are ordered by their largest component and remember where they stood', () => {
  const { rows } = toUnitRows(Float32Array.of(3, 4, 0, -5, 1, 1), 2);

  assert.deepEqual([...rows.place_N], [1, 0, 2]);
  assert.deepEqual([...rows.unit_ND], [0, -1, ...[0.6, 0.8, Math.SQRT1_2, Math.SQRT1_2].map(Math.fround)]);
  assert.deepEqual([...rows.peak_N], [1, 0.8, Math.SQRT1_2].map(Math.fround));
});

test('vectors of length 0 are left out and named', () => {
  const { rows, zeroPlaces } = toUnitRows(Float32Array.of(0, 0, 1, 0, -0, 0), 2);

  assert.equal(rows.count, 1);
  assert.deepEqual([...zeroPlaces], [0, 2]);
});

test('the smallest and the largest float32 numbers have a direction like any other', () => {
  const { rows } = toUnitRows(Float32Array.of(1.5e-45, 1.5e-45, 3.4e38, 3.4e38), 2);

  assert.deepEqual([...rows.unit_ND], new Array(4).fill(Math.fround(Math.SQRT1_2)));
});

test('the first row with a number that is not finite is named', () => {
  for (const wrong of [NaN, Infinity, -Infinity])
    assert.throws(
      () => toUnitRows(Float32Array.of(1, 0, 0, wrong, 1, 1), 2),
      (error) => error instanceof NotFinite && error.place === 1,
    );
});

test('rows are permuted in place as they would be by copying', () => {
  const permutation = fc.integer({ min: 1, max: 40 }).chain((count) =>
    fc.shuffledSubarray(
      Array.from({ length: count }, (_, at) => at),
      { minLength: count, maxLength: count },
    ),
  );
  fc.assert(
    fc.property(permutation, (from) => {
      const matrix = Float32Array.from({ length: 2 * from.length }, (_, at) => at);
      permuteRows(matrix, 2, Uint32Array.from(from));
      assert.deepEqual(
        [...matrix],
        from.flatMap((row) => [2 * row, 2 * row + 1]),
      );
    }),
  );
});

test('selected rows keep what is known of them', () => {
  const { rows } = toUnitRows(randomVectors(10, 3, 1), 3);
  const selected = selectRows(rows, [2, 7]);

  assert.deepEqual([...selected.place_N], [rows.place_N[2], rows.place_N[7]]);
  assert.deepEqual([...selected.unit_ND], [...rows.unit_ND.subarray(6, 9), ...rows.unit_ND.subarray(21, 24)]);
});

test('the cosine of a unit vector with itself is 1, and with its opposite -1, for every width', () => {
  for (let width = 1; width < 50; width++) {
    const { unit_ND } = toUnitRows(randomVectors(1, width, width), width).rows;
    const both = Float32Array.from([...unit_ND, ...unit_ND.map((value) => -value)]);
    const [vector, opposite] = [rowAt(both, 0, width), rowAt(both, 1, width)];
    assert.equal(cosineOfUnits(vector, vector), 1);
    assert.equal(cosineOfUnits(vector, opposite), -1);
  }
});
