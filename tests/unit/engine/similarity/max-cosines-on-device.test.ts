/** Comparisons in tiles that a device may not have the memory for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BestRows } from '../../../../engine/similarity/best-rows.js';
import { sweepOnDevice } from '../../../../engine/similarity/max-cosines-on-device.js';
import type { Largest, TileMaxima } from '../../../../engine/similarity/matrix-products.js';
import { toUnitRows } from '../../../../engine/similarity/unit-rows.js';
import { MemoryExhausted } from '../../../../engine/worker/memory-exhausted.js';
import { randomVectors } from '../../../support/compared-vectors.js';
import { finish, plainProducts } from '../../../support/plain-products.js';

const width = 4;
const [a, b] = [randomVectors(300, width, 1), randomVectors(170, width, 2)].map(
  (matrix) => toUnitRows(matrix, width).rows,
);

/** In plain loops; has memory for so many products. */
function deviceOf(most: number): { readonly tileMaxima: TileMaxima; readonly tiles: number[] } {
  const tiles: number[] = [];
  const tileMaxima: TileMaxima = async (a_ND, b_MD) => {
    const [rows, columns] = [a_ND.length / width, b_MD.length / width];
    if (rows * columns > most) throw new MemoryExhausted(new Error('out of memory'));
    tiles.push(rows * columns);
    const product_NM = await plainProducts.multiply(a_ND, b_MD, width);
    const largestOf = (count: number, others: number, at: (n: number, m: number) => number): Largest => {
      const place_N = Int32Array.from({ length: count }, (_, n) => {
        let best = 0;
        for (let m = 1; m < others; m++) if (product_NM[at(n, m)] > product_NM[at(n, best)]) best = m;
        return best;
      });
      return { place_N, largest_N: Float32Array.from(place_N, (place, n) => product_NM[at(n, place)]) };
    };
    return {
      ofRows: largestOf(rows, columns, (n, m) => n * columns + m),
      ofColumns: largestOf(columns, rows, (m, n) => n * columns + m),
    };
  };
  return { tileMaxima, tiles };
}

async function sweep(tileMaxima: TileMaxima) {
  const sides = { ofRows: new BestRows(a, b), ofColumns: new BestRows(b, a) };
  const { shares } = await finish(sweepOnDevice({ ...sides, tileMaxima, tile: { rows: 256, columns: 128 } }));
  return { ...sides, shares };
}

test('a tile that the device has no memory for is cut in halves, and every winner is the same', async () => {
  const [roomy, narrow] = [deviceOf(Infinity), deviceOf(5000)];

  const expected = await sweep(roomy.tileMaxima);
  const found = await sweep(narrow.tileMaxima);

  assert.equal(roomy.tiles.length, 4);
  assert.ok(narrow.tiles.length > 4 && Math.max(...narrow.tiles) <= 5000);
  for (const side of ['ofRows', 'ofColumns'] as const) {
    assert.deepEqual(found[side].row_N, expected[side].row_N);
    assert.deepEqual(found[side].cosine_N, expected[side].cosine_N);
  }
  assert.deepEqual(found.shares, expected.shares);
});

test('a device without memory for some thousand products is given up', async () => {
  const { tileMaxima, tiles } = deviceOf(1000);

  await assert.rejects(sweep(tileMaxima), MemoryExhausted);

  assert.equal(tiles.length, 0);
});
