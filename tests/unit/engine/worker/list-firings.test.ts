/** Firings in their order, from entries in any. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { listFirings } from '../../../../engine/worker/list-firings.js';
import { classesOfRows } from '../../../../engine/worker/strongest-of-rows.js';

test('entries of rows become firings, rows and features ascending, without what does not fire', () => {
  const { row_N, feature_N, activation_N } = listFirings({
    feature_E: Int32Array.of(5, 2, 9, 7, 1, 3),
    activation_E: Float32Array.of(0.5, 2, 0, 4, NaN, -1),
    start_N: Int32Array.of(3, 0, 0, 4),
    count_N: Int32Array.of(1, 3, 0, 2),
  });

  assert.deepEqual([...row_N], [0, 1, 1]);
  assert.deepEqual([...feature_N], [7, 2, 5]);
  assert.deepEqual([...activation_N], [4, 2, 0.5]);
});

test('firings are those of the dense activations, whatever the order of the entries', () => {
  const activation = fc.oneof(fc.constant(0), fc.float({ min: 0, max: 9, noNaN: true }));
  const rows = fc
    .integer({ min: 1, max: 9 })
    .chain((F) => fc.array(fc.array(activation, { minLength: F, maxLength: F })));
  fc.assert(
    fc.property(rows, fc.boolean(), (f_NF, turned) => {
      const entries = f_NF.map((f_F) => f_F.map((value, feature) => ({ feature, value })));
      const all = entries.flatMap((row) => (turned ? row.toReversed() : row));
      const width = f_NF[0]?.length ?? 0;

      const { row_N, feature_N, activation_N } = listFirings({
        feature_E: Int32Array.from(all, ({ feature }) => feature),
        activation_E: Float32Array.from(all, ({ value }) => value),
        start_N: Int32Array.from(f_NF, (_, row) => row * width),
        count_N: new Int32Array(f_NF.length).fill(width),
      });

      const expected = entries.flatMap((row, n) =>
        row.filter(({ value }) => value > 0).map((entry) => ({ n, ...entry })),
      );
      assert.deepEqual(
        Array.from(row_N, (n, at) => ({ n, feature: feature_N[at], value: activation_N[at] })),
        expected,
      );
    }),
  );
});

test('rows go together with those of about as many firings, and all that fire are fetched', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40_000 })), (counts) => {
      const classes = classesOfRows(Int32Array.from(counts));

      const rows = classes.flatMap(({ row_R }) => [...row_R]);
      assert.deepEqual(
        rows.sort((a, b) => a - b),
        [...counts.keys()].filter((row) => counts[row] > 0),
      );
      for (const { row_R, most } of classes)
        for (const row of row_R) assert.ok(counts[row] <= most && 4 * counts[row] >= most, `${counts[row]} of ${most}`);
    }),
  );
});
