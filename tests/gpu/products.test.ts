/** Products of matrices on a device, which similarities are made of, beside those of the CPU. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createRandom } from '../../domain/seeded-random.js';
import { openProducts } from '../../engine/worker/open-products.js';
import type { OpenProducts } from '../../engine/worker/open-products.js';
import { device, hasDevice } from '../support/two-providers.js';

/** Cosines of 128 products each, in float32 in any order. */
const tolerance = 1e-5;
const width = 128;
const [rows, columns] = [256, 1024];

/** Unit vectors. */
function vectors(count: number, seed: number): Float32Array {
  const draw = createRandom(seed);
  const values = Float32Array.from({ length: count * width }, () => draw() - 0.5);
  for (let n = 0; n < count; n++) {
    const row = values.subarray(n * width, (n + 1) * width);
    const norm = Math.hypot(...row);
    row.forEach((value, d) => (row[d] = value / norm));
  }
  return values;
}

describe(`products of matrices on ${device}`, { skip: !hasDevice }, () => {
  const [a_ND, b_MD] = [vectors(rows, 1), vectors(columns, 2)];
  let cpu: OpenProducts;
  let gpu: OpenProducts;

  before(async () => {
    cpu = await openProducts({ threads: 1 });
    gpu = await openProducts({ threads: 1 }, device);
  });
  after(async () => {
    await cpu.close();
    await gpu.close();
  });

  test('cosines are those of the CPU, and so is the nearest of every row away from ties', async () => {
    const expected_NM = await cpu.multiply(a_ND, b_MD, width);
    const actual_NM = await gpu.multiply(a_ND, b_MD, width);

    let tied = 0;
    for (let n = 0; n < rows; n++) {
      const [expected, actual] = [expected_NM, actual_NM].map((all) => all.subarray(n * columns, (n + 1) * columns));
      expected.forEach((cosine, m) => assert.ok(Math.abs(actual[m] - cosine) <= tolerance, `row ${n}, column ${m}`));
      const [first, second] = expected.toSorted((a, b) => b - a);
      if (first - second <= 2 * tolerance) tied++;
      else assert.equal(actual.indexOf(Math.max(...actual)), expected.indexOf(first));
    }
    assert.ok(tied < rows / 20, `${tied} ties`);
  });

  test('selected rows and their largest products are those of the CPU', async () => {
    const selected = { matrix_AD: a_ND, width, row_N: Int32Array.of(200, 0, 17, 17) };

    const expected = await cpu.multiplySelected(selected, b_MD);
    const actual = await gpu.multiplySelected(selected, b_MD);

    for (const name of ['product_NM', 'largest_N'] as const)
      expected[name].forEach((value, n) => assert.ok(Math.abs(actual[name][n] - value) <= tolerance, `${name} ${n}`));
  });
});
