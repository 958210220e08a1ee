/** Files of NumPy arrays made by hand: what they may be, and what is refused. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { isNpzFile, openNpzFile } from '../../../engine/dictionaries/npz/open-npz-file.js';
import { readFloat64 } from '../../../engine/dictionaries/tensors/read-tensor.js';
import { expectError } from '../../support/expect-error.js';
import { npy, npyWithHeader } from '../../support/npy.js';
import { storedZip } from '../../support/stored-zip.js';
import type { StoredEntry } from '../../support/stored-zip.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const scratch = temporaryFolder();
let files = 0;

function write(bytes: Uint8Array): string {
  const path = join(scratch, `${files++}.npz`);
  writeFileSync(path, bytes);
  return path;
}

const archiveOf = (content: Uint8Array, more: readonly StoredEntry[] = []) =>
  write(storedZip([{ name: 'w.npy', content }, ...more]));
const deflate = (content: Uint8Array): StoredEntry => ({
  name: 'w.npy',
  content,
  method: 8,
  stored: deflateRawSync(content),
});

async function readW(path: string): Promise<number[]> {
  const { file, tensors } = await openNpzFile(path);
  try {
    return [...(await readFloat64(file, tensors.get('w')!))];
  } finally {
    await file.close();
  }
}

const refuses = (path: string, message: RegExp) =>
  expectError(() => openNpzFile(path), 'DICTIONARY_FILE_INVALID', { message, at: path });
const six = Float32Array.of(1, 2, 3, 4, 5, 6);

describe('an array of NumPy', () => {
  test('is read in the order of its axes, row-major or column-major', async () => {
    assert.deepEqual(await readW(archiveOf(npy({ shape: [2, 3], data: six }))), [1, 2, 3, 4, 5, 6]);
    const columnMajor = npy({ shape: [2, 3], isColumnMajor: true, data: six });
    assert.deepEqual(await readW(archiveOf(columnMajor)), [1, 3, 5, 2, 4, 6]);
  });

  const exact: readonly (readonly [string, ArrayBufferView, readonly number[]])[] = [
    ['<f8', Float64Array.of(Math.PI, -0, 1e300), [Math.PI, -0, 1e300]],
    ['<f2', Uint16Array.of(0x3c00, 0x0001, 0xfbff), [1, 2 ** -24, -65504]],
    ['<i8', BigInt64Array.of(-1n, 2n ** 53n - 1n), [-1, 2 ** 53 - 1]],
    ['|b1', Uint8Array.of(1, 0), [1, 0]],
  ];
  for (const [descriptor, data, values] of exact)
    test(`of the type ${descriptor} is read exactly`, async () => {
      assert.deepEqual(await readW(archiveOf(npy({ descriptor, shape: [values.length], data }))), values);
    });

  test('may be a number alone', async () => {
    assert.deepEqual(await readW(archiveOf(npy({ shape: [], data: Float32Array.of(7) }))), [7]);
  });

  test('is the same where it is compressed', async () => {
    const content = npy({ shape: [2, 3], isColumnMajor: true, data: six });

    assert.deepEqual(await readW(write(storedZip([deflate(content)]))), [1, 3, 5, 2, 4, 6]);
  });

  test('is refused where its elements are big-endian, objects or records', async () => {
    for (const descriptor of ['>f4', '|O', '|V2', '<c8'])
      await refuses(
        archiveOf(npy({ descriptor, shape: [6], data: six })),
        /array "w" that has elements of the type '.{2,3}', which is not served/,
      );
    const header = "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (6,), }";
    await refuses(archiveOf(npyWithHeader(header, six)), /elements of the type \[\('a', '<f4'\)\]/);
  });

  test('is refused where its header lacks something, or its bytes are too few or too many', async () => {
    await refuses(archiveOf(npyWithHeader("{'descr': '<f4', 'shape': (6,), }", six)), /does not say its fortran_order/);
    await refuses(archiveOf(npy({ shape: [7], data: six })), /gives 24 bytes to its array "w", whose shape needs 28/);
    await refuses(archiveOf(npy({ shape: [5], data: six })), /gives 24 bytes to its array "w", whose shape needs 20/);
    await refuses(archiveOf(Buffer.from('no array at all')), /not as NumPy saves arrays/);
    await refuses(archiveOf(npy({ shape: [6], data: six }).subarray(0, 40)), /cut off in its header/);
  });
});

describe('an archive of arrays', () => {
  test('is told from other archives, and from what is none', async () => {
    assert.equal(await isNpzFile(archiveOf(npy({ shape: [6], data: six }))), true);
    assert.equal(
      await isNpzFile(archiveOf(npy({ shape: [6], data: six }), [{ name: 'ae/data.pkl', content: Buffer.from('x') }])),
      false,
    );
    assert.equal(await isNpzFile(write(storedZip([]))), false);
    assert.equal(await isNpzFile(write(Buffer.from('no archive'))), false);
  });

  test('that was damaged on its way is refused, compressed or not', async () => {
    const content = npy({ shape: [2, 3], data: six });
    for (const entry of [{ name: 'w.npy', content }, deflate(content)]) {
      const bytes = storedZip([entry]);
      const damaged = Buffer.from(bytes);
      damaged[60] ^= 4;
      await refuses(write(damaged), /is damaged: /);
      for (let length = 0; length < bytes.length; length += 13)
        await refuses(write(bytes.subarray(0, length)), /is cut off or no zip archive/);
    }
  });

  test('that expands beyond all measure is refused before it fills the disk', async () => {
    const zeros = npy({ shape: [2 ** 21], data: new Float32Array(2 ** 21) });

    await refuses(write(storedZip([deflate(zeros)])), /entry "w.npy" of \d+ bytes that expand to \d+/);
  });
});
