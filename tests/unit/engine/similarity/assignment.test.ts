/** Optimal assignments against trying every one. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { assign } from '../../../../engine/similarity/assignment.js';
import type { ValueTable } from '../../../../engine/similarity/augmenting-path.js';
import { createRandom } from '../../../../domain/seeded-random.js';
import { randomVectors } from '../../../support/compared-vectors.js';
import { finish } from '../../../support/plain-products.js';

/** The best sum, by dynamic programming over sets of columns. */
function bestSum({ rows, columns, value_RC }: ValueTable): number {
  let best_S = new Float64Array(2 ** columns).fill(-Infinity);
  best_S[0] = 0;
  for (let row = 0; row < rows; row++) {
    const next_S = new Float64Array(2 ** columns).fill(-Infinity);
    best_S.forEach((sum, taken) => {
      for (let column = 0; sum > -Infinity && column < columns; column++) {
        const then = taken | (2 ** column);
        if (then !== taken) next_S[then] = Math.max(next_S[then], sum + value_RC[row * columns + column]);
      }
    });
    best_S = next_S;
  }
  return Math.max(...best_S);
}

async function sumOfAssignment(table: ValueTable): Promise<number> {
  const { result: column_R } = await finish(assign(table));
  assert.equal(new Set(column_R).size, table.rows, 'every row has a column of its own');
  assert.ok(column_R.every((column) => column >= 0 && column < table.columns));
  return column_R.reduce((sum, column, row) => sum + table.value_RC[row * table.columns + column], 0);
}

/** Sums of at most 12 float32 values in float64, in another order. */
const tolerance = 1e-12;

describe('an assignment', () => {
  test('has the largest sum of all, for any table', async () => {
    const value = fc.oneof(fc.constantFrom(0, 1, -1, 0.5), fc.float({ min: -1, max: 1, noNaN: true }));
    const table = fc
      .record({ rows: fc.integer({ min: 1, max: 6 }), more: fc.integer({ min: 0, max: 4 }) })
      .chain(({ rows, more }) =>
        fc
          .array(value, { minLength: rows * (rows + more), maxLength: rows * (rows + more) })
          .map((values) => ({ rows, columns: rows + more, value_RC: Float32Array.from(values) })),
      );
    await fc.assert(
      fc.asyncProperty(table, async (any) => {
        assert.ok(Math.abs((await sumOfAssignment(any)) - bestSum(any)) <= tolerance);
      }),
      { numRuns: 500 },
    );
  });

  test('has the largest sum of all, for random tables of 12 rows', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const columns = 12 + (seed % 3);
      const table = { rows: 12, columns, value_RC: randomVectors(12, columns, seed) };
      assert.ok(Math.abs((await sumOfAssignment(table)) - bestSum(table)) <= tolerance);
    }
  });

  test('finds a hidden permutation of 400 rows', async () => {
    const count = 400;
    const value_RC = randomVectors(count, count, 1).map((value) => value * 0.3);
    const random = createRandom(2);
    const hidden = Array.from({ length: count }, (_, row) => row).sort(() => random() - 0.5);
    hidden.forEach((column, row) => (value_RC[row * count + column] = 0.7));

    const { result } = await finish(assign({ rows: count, columns: count, value_RC }));

    assert.deepEqual([...result], hidden);
  });

  test('of equal values is some assignment', async () => {
    const table = { rows: 50, columns: 50, value_RC: new Float32Array(2500).fill(0.25) };
    assert.equal(await sumOfAssignment(table), 12.5);
  });

  test('is no worse than what any two rows could gain by changing places', async () => {
    const [rows, columns] = [120, 150];
    const value_RC = randomVectors(rows, columns, 3);
    const { result } = await finish(assign({ rows, columns, value_RC }));
    const value = (row: number, column: number): number => value_RC[row * columns + column];

    for (let a = 0; a < rows; a++)
      for (let b = 0; b < a; b++)
        assert.ok(value(a, result[a]) + value(b, result[b]) >= value(a, result[b]) + value(b, result[a]) - tolerance);
  });
});
