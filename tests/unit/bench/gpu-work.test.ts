/** Rates of what a device did, as shares of its ceilings. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { higherCeilings } from '../../../bench/gpu-ceilings.js';
import { toFigures, type Ceilings } from '../../../bench/gpu-work.js';

const ceilings: Ceilings = {
  matmul: { by: 'Gemm', tflopPerSecond: 10 },
  copy: { gbPerSecond: 1000 },
  toDevice: { gbPerSecond: 20 },
  fromDevice: { gbPerSecond: 16 },
};
const work = { seconds: 2, flop: 8e12, bytes: { toDevice: 20e9, fromDevice: 8e9, memory: 500e9 } };

// Every number is a ratio of powers of two and ten that float64 divides exactly.
test('each rate stands beside its ceiling', () => {
  const { tflopPerSecond, gbPerSecond, shareOfCeiling } = toFigures(work, ceilings);

  assert.equal(tflopPerSecond, 4);
  assert.deepEqual(gbPerSecond, { memory: 250, toDevice: 10, fromDevice: 4 });
  assert.deepEqual(shareOfCeiling, { matmul: 0.4, memory: 0.25, toDevice: 0.5, fromDevice: 0.25 });
});

test('where nothing is copied to or fro there is no share of it', () => {
  const { shareOfCeiling } = toFigures(work, { ...ceilings, toDevice: null, fromDevice: null });

  assert.deepEqual([shareOfCeiling.toDevice, shareOfCeiling.fromDevice], [null, null]);
});

test('of two measurements of the ceilings the higher counts, one by one', () => {
  const slowed: Ceilings = { ...ceilings, matmul: { by: 'MatMul', tflopPerSecond: 5 }, copy: { gbPerSecond: 1100 } };

  assert.deepEqual(higherCeilings(slowed, ceilings), { ...ceilings, copy: { gbPerSecond: 1100 } });
  assert.equal(higherCeilings(ceilings, { ...slowed, toDevice: null }).toDevice, null);
});
