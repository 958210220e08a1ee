/** Best matches in both directions against comparing every pair in float64. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { BestRows } from '../../../../engine/similarity/best-rows.js';
import { maxCosines } from '../../../../engine/similarity/max-cosines.js';
import { toUnitRows } from '../../../../engine/similarity/unit-rows.js';
import type { PreparedRows } from '../../../../engine/similarity/unit-rows.js';
import { bestByBruteForce, randomVectors } from '../../../support/compared-vectors.js';
import { finish, plainProducts } from '../../../support/plain-products.js';

/** Both sides are rounded to float32 once (6e-8 of every component), the result once more. */
const tolerance = 2e-7;

interface Found {
  readonly cosine: number;
  readonly place: number;
}

function byPlace(best: BestRows): Map<number, Found> {
  const found = Array.from(best.own.place_N, (place, row): [number, Found] => [
    place,
    { cosine: best.cosine_N[row], place: best.other.place_N[best.row_N[row]] },
  ]);
  return new Map(found);
}

async function assertBest(a_ND: Float32Array, b_MD: Float32Array, width: number): Promise<void> {
  const prepare = (matrix: Float32Array): PreparedRows => toUnitRows(matrix.slice(), width);
  const [a, b] = [prepare(a_ND), prepare(b_MD)];
  const { result } = await finish(maxCosines(a.rows, b.rows, { products: plainProducts }));
  for (const [best, own, other] of [
    [result.ofRows, a_ND, b_MD],
    [result.ofColumns, b_MD, a_ND],
  ] as const) {
    const found = byPlace(best);
    bestByBruteForce(own, other, width).forEach((expected, place) => {
      assert.ok(Math.abs(found.get(place)!.cosine - expected.cosine) <= tolerance, `cosine of ${place}`);
      if (expected.gap > tolerance) assert.equal(found.get(place)!.place, expected.row, `match of ${place}`);
    });
  }
}

describe('the largest cosines', () => {
  test('are those of comparing every pair, for sizes around the block of 64 and around a tile', async () => {
    for (const [rows, columns] of [
      [1, 1],
      [63, 65],
      [64, 128],
      [130, 1],
      [1030, 70],
      [70, 2200],
    ])
      await assertBest(randomVectors(rows, 12, rows), randomVectors(columns, 12, columns + 1), 12);
  });

  test('do not depend on the lengths of the vectors, nor on a few components that are far larger than the rest', async () => {
    const a_ND = randomVectors(150, 16, 1);
    const b_MD = randomVectors(140, 16, 2);
    for (let row = 0; row < 140; row++) {
      for (let d = 0; d < 16; d++) {
        a_ND[row * 16 + d] *= 10 ** ((row % 60) - 30);
        b_MD[row * 16 + d] *= 10 ** ((row % 7) - 3);
      }
      if (row % 3 === 0) a_ND[row * 16 + (row % 16)] *= 1000;
    }
    await assertBest(a_ND, b_MD, 16);
  });

  test('are found for any vectors', async () => {
    const component = fc.oneof(fc.constantFrom(0, 1, -1), fc.float({ noNaN: true, noDefaultInfinity: true }));
    const matrix = fc
      .array(fc.array(component, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 })
      .map((rows) => rows.filter((row) => row.some((value) => value !== 0)))
      .filter((rows) => rows.length > 0)
      .map((rows) => Float32Array.from(rows.flat()));
    await fc.assert(
      fc.asyncProperty(matrix, matrix, async (a_ND, b_MD) => assertBest(a_ND, b_MD, 3)),
      { numRuns: 200 },
    );
  });

  test('are 1 for a vector and itself, and go to the first of equal vectors', async () => {
    const a_ND = randomVectors(100, 8, 3);
    const b_MD = new Float32Array(200 * 8);
    b_MD.set(a_ND, 100 * 8);
    b_MD.set(a_ND);
    const a = toUnitRows(a_ND.slice(), 8).rows;
    const b = toUnitRows(b_MD.slice(), 8).rows;
    const { result } = await finish(maxCosines(a, b, { products: plainProducts }));

    for (const [place, found] of byPlace(result.ofRows)) assert.deepEqual(found, { cosine: 1, place });
    for (const [place, found] of byPlace(result.ofColumns)) assert.deepEqual(found, { cosine: 1, place: place % 100 });
  });

  test('are the same bits whichever side is named first', async () => {
    const [a, b] = [5, 6].map((seed) => toUnitRows(randomVectors(170, 10, seed), 10).rows);
    const there = (await finish(maxCosines(a, b, { products: plainProducts }))).result;
    const back = (await finish(maxCosines(b, a, { products: plainProducts }))).result;

    assert.deepEqual(there.ofRows.cosine_N, back.ofColumns.cosine_N);
    assert.deepEqual(there.ofRows.row_N, back.ofColumns.row_N);
    assert.deepEqual(there.ofColumns.row_N, back.ofRows.row_N);
  });

  test('do not depend on how many rows are screened before they are settled', async () => {
    const a = toUnitRows(randomVectors(3000, 5, 9), 5).rows;
    const b = toUnitRows(randomVectors(90, 5, 10), 5).rows;
    const whole = await finish(maxCosines(a, b, { products: plainProducts }));
    const panels = await finish(maxCosines(a, b, { products: plainProducts, panelBytes: 1 }));

    assert.equal(whole.shares.filter((share) => share < 0.8).length, 2);
    assert.ok(panels.shares.every((share, n) => n === 0 || share >= panels.shares[n - 1]));
    for (const direction of ['ofRows', 'ofColumns'] as const) {
      assert.deepEqual(panels.result[direction].cosine_N, whole.result[direction].cosine_N);
      assert.deepEqual(panels.result[direction].row_N, whole.result[direction].row_N);
    }
  });

  test('come with rising shares of the work that end at 1', async () => {
    const [a, b] = [7, 8].map((seed) => toUnitRows(randomVectors(300, 4, seed), 4).rows);
    const { shares } = await finish(maxCosines(a, b, { products: plainProducts }));

    assert.ok(shares.every((share, n) => n === 0 || share >= shares[n - 1]));
    assert.equal(shares.at(-1), 1);
  });
});
