/** The bound on what 8-bit codes lose, which the exactness of comparisons rests on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blockRows } from '../../../../engine/similarity/matrix-products.js';
import { tileColumns, toColumnCodes, toRowCodes } from '../../../../engine/similarity/quantise.js';
import { toUnitRows } from '../../../../engine/similarity/unit-rows.js';
import type { UnitRows } from '../../../../engine/similarity/unit-rows.js';
import { cosine64, randomVectors } from '../../../support/compared-vectors.js';

const width = 20;

/** Some rows have one component that is far larger than the others. */
function spikyRows(count: number, seed: number): UnitRows {
  const vector_ND = randomVectors(count, width, seed);
  for (let row = 0; row < count; row += 5) vector_ND[row * width + (row % width)] *= 30;
  return toUnitRows(vector_ND, width).rows;
}

const rowOf = ({ unit_ND }: UnitRows, row: number): Float32Array => unit_ND.subarray(row * width, (row + 1) * width);

test('products of codes are as near to the cosines as is promised, for every pair', () => {
  const a = spikyRows(150, 1);
  const b = spikyRows(200, 2);
  const rows = toRowCodes(a);
  const columns = toColumnCodes(b);
  for (let n = 0; n < a.count; n++)
    for (let m = 0; m < b.count; m++) {
      const tile = columns.tiles[0];
      let product = 0;
      for (let d = 0; d < width; d++)
        product += (rows.code_ND[n * width + d] - 128) * tile[d * (tile.length / width) + m];
      const [blockOfRow, blockOfColumn] = [n, m].map((at) => Math.floor(at / blockRows));
      const estimate = product * rows.scale_B[blockOfRow] * columns.scale_B[blockOfColumn];
      const bound = rows.error_B[blockOfRow] + (1 + rows.error_B[blockOfRow]) * columns.error_B[blockOfColumn] + 1e-6;
      const miss = Math.abs(estimate - cosine64(rowOf(a, n), rowOf(b, m)));
      assert.ok(miss <= bound, `${n}, ${m}: ${miss} is above ${bound}`);
    }
});

test('codes stay in the range in which no CPU saturates their products', () => {
  const rows = spikyRows(100, 3);
  const { code_ND } = toRowCodes(rows);
  const [tile] = toColumnCodes(rows).tiles;

  const largest = Math.max(...tile.map(Math.abs));
  assert.equal(largest, 64);
  assert.equal(Math.max(...code_ND), 255);
  assert.ok(2 * 255 * largest < 2 ** 15);
});

test('what fills up the last block stands for 0', () => {
  const { rows } = toUnitRows(randomVectors(65, width, 4), width);

  assert.ok(
    toRowCodes(rows)
      .code_ND.subarray(65 * width)
      .every((code) => code === 128),
  );
  const [tile] = toColumnCodes(rows).tiles;
  for (let d = 0; d < width; d++) assert.ok(tile.subarray(d * 128 + 65, (d + 1) * 128).every((code) => code === 0));
});

test('columns are cut into tiles of an odd number of blocks', () => {
  const { rows } = toUnitRows(randomVectors(tileColumns + 70, 4, 5), 4);
  const { tiles } = toColumnCodes(rows);

  assert.equal((tileColumns / blockRows) % 2, 1);
  assert.deepEqual(
    tiles.map((tile) => tile.length / 4),
    [tileColumns, 128],
  );
});
