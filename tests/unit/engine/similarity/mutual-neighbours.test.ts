/** Matching by mutual nearest neighbours against taking the largest cosine that is left, again and again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchMutualNeighbours } from '../../../../engine/similarity/mutual-neighbours.js';
import { cosineOfUnits } from '../../../../engine/similarity/matrix-row.js';
import { toUnitRows, unitRow } from '../../../../engine/similarity/unit-rows.js';
import type { UnitRows } from '../../../../engine/similarity/unit-rows.js';
import { randomVectors } from '../../../support/compared-vectors.js';
import { finish, plainProducts } from '../../../support/plain-products.js';

function largestFirst(a: UnitRows, b: UnitRows): string[] {
  const all: { row: number; column: number; cosine: number }[] = [];
  for (let row = 0; row < a.count; row++)
    for (let column = 0; column < b.count; column++)
      all.push({ row, column, cosine: cosineOfUnits(unitRow(a, row), unitRow(b, column)) });
  all.sort((one, other) => other.cosine - one.cosine);
  const [rows, columns] = [new Set<number>(), new Set<number>()];
  const pairs: string[] = [];
  for (const { row, column } of all) {
    if (rows.has(row) || columns.has(column)) continue;
    rows.add(row);
    columns.add(column);
    pairs.push(`${row} ${column}`);
  }
  return pairs.sort();
}

test('the pairs are those of the largest cosines first', async () => {
  for (const [rows, columns] of [
    [90, 90],
    [40, 130],
    [100, 3],
  ]) {
    const a = toUnitRows(randomVectors(rows, 6, rows), 6).rows;
    const b = toUnitRows(randomVectors(columns, 6, columns + 1), 6).rows;
    const { result } = await finish(matchMutualNeighbours(a, b, plainProducts));

    assert.deepEqual(result.map(([row, column]) => `${row} ${column}`).sort(), largestFirst(a, b));
  }
});

test('equal vectors get one pair a round, and the rounds have an end', async () => {
  const same = (count: number): UnitRows => toUnitRows(new Float32Array(3 * count).fill(1), 3).rows;
  const { result } = await finish(matchMutualNeighbours(same(70), same(70), plainProducts));

  assert.equal(result.length, 64);
});
