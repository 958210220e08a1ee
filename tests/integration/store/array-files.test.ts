/** Arrays of results in files: written whole, read back bit for bit, refused when damaged. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { expectError } from '../../support/expect-error.js';
import { openTestStore } from '../../support/with-store.js';

const none = new Uint32Array(0);
const arrays = {
  truthFeature_N: Uint32Array.of(0, 2 ** 32 - 1),
  truthCosine_N: Float32Array.of(-0.5, 1 / 3),
  truthMatch_N: Uint32Array.of(5, 6),
  ...{ queryFeature_N: none, queryMatch_N: none, pairTruth_N: none, pairQuery_N: none },
  ...{ queryCosine_N: new Float32Array(0), pairCosine_N: Float32Array.of(NaN) },
};

test('arrays are read as they were written, also views into larger buffers', async (t) => {
  const { similarityArrays } = await openTestStore(t);
  const view = Float32Array.of(9, -0.5, 1 / 3, 9).subarray(1, 3);

  similarityArrays.write('a1', { ...arrays, truthCosine_N: view });

  assert.deepEqual(similarityArrays.read('a1'), arrays);
  similarityArrays.write('a1', arrays);
  assert.deepEqual(similarityArrays.read('a1'), arrays);
});

test('a missing file and every kind of damage are refused with its path', async (t) => {
  const { similarityArrays, folder } = await openTestStore(t);
  const path = join(folder, 'similarities', 'a1.arrays');
  await expectError(() => similarityArrays.read('a1'), 'STORE_CORRUPT', { at: path, message: /missing/ });
  similarityArrays.write('a1', arrays);
  const bytes = readFileSync(path);
  const flipped = Uint8Array.from(bytes, (byte, at) => (at === 40 ? byte ^ 1 : byte));

  for (const damaged of [flipped, bytes.subarray(0, 30), new Uint8Array(0)]) {
    writeFileSync(path, damaged);
    await expectError(() => similarityArrays.read('a1'), 'STORE_CORRUPT', { at: path, message: /damaged/ });
  }
  similarityArrays.remove('a1');
  similarityArrays.remove('a1');
  await expectError(() => similarityArrays.read('a1'), 'STORE_CORRUPT');
});
