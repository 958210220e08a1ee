/** The safetensors files that are written. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createSafetensors } from '../../../cli/safetensors.js';

let folder: string;
before(async () => void (folder = await mkdtemp(join(tmpdir(), 'saeql-'))));
after(() => rm(folder, { recursive: true }));

test('rows written in any order lie where the header says, aligned to eight bytes', async () => {
  const path = join(folder, 'two.safetensors');
  const file = await createSafetensors(
    path,
    [
      { name: 'm', rows: 3, columns: 2 },
      { name: 'v', rows: 3 },
    ],
    { of: 'test' },
  );
  await file.write('v', 0, Float32Array.of(7, 8, 9));
  await file.write('m', 2, Float32Array.of(5, 6));
  await file.write('m', 0, Float32Array.of(1, 2, 3, 4));
  await file.close();

  const bytes = await readFile(path);
  const headerBytes = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + headerBytes));
  const values = (start: number, end: number): number[] =>
    Array.from({ length: (end - start) / 4 }, (_, i) => bytes.readFloatLE(8 + headerBytes + start + 4 * i));

  assert.equal(headerBytes % 8, 0);
  assert.deepEqual(header.__metadata__, { of: 'test' });
  assert.deepEqual(header.m, { dtype: 'F32', shape: [3, 2], data_offsets: [0, 24] });
  assert.deepEqual(header.v, { dtype: 'F32', shape: [3], data_offsets: [24, 36] });
  assert.deepEqual(values(0, 24), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(values(24, 36), [7, 8, 9]);
  assert.equal(bytes.length, 8 + headerBytes + 36);
});
