/** Torch files made by hand: what a zip archive and the storages in it may and may not be. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openTorchFile } from '../../../engine/dictionaries/torch/open-torch-file.js';
import { readFloat32, readFloat64 } from '../../../engine/dictionaries/tensors/read-tensor.js';
import { expectError } from '../../support/expect-error.js';
import { dict, pickle, tensor } from '../../support/pickle-writer.js';
import type { WrittenTensor } from '../../support/pickle-writer.js';
import { storedZip } from '../../support/stored-zip.js';
import type { StoredEntry } from '../../support/stored-zip.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const scratch = temporaryFolder();
let files = 0;

function writeArchive(entries: readonly StoredEntry[], damage: (bytes: Buffer) => Buffer = (bytes) => bytes): string {
  const path = join(scratch, `${files++}.pt`);
  writeFileSync(path, damage(storedZip(entries)));
  return path;
}

/** An archive of one tensor `w` over the storage's bytes. */
function archiveOf(written: WrittenTensor, storage: Uint8Array, more: readonly StoredEntry[] = []): StoredEntry[] {
  return [
    { name: 'ae/data.pkl', content: pickle(dict({ w: tensor(written) })) },
    { name: 'ae/data/0', content: storage },
    ...more,
  ];
}

async function readW(path: string): Promise<number[]> {
  const { file, tensors } = await openTorchFile(path);
  try {
    return [...(await readFloat64(file, tensors.get('w')!))];
  } finally {
    await file.close();
  }
}

const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);
const six = { elements: 6, shape: [2, 3], strides: [3, 1] };

describe('a tensor of a torch file', () => {
  test('is read by its strides and offset', async () => {
    const storage = floats(99, 1, 2, 3, 4, 5, 6);
    const transposed = { elements: 7, offset: 1, shape: [3, 2], strides: [1, 3] };

    assert.deepEqual(await readW(writeArchive(archiveOf(transposed, storage))), [1, 4, 2, 5, 3, 6]);
  });

  test('may be of any rank, 0 included, and may repeat elements by strides of 0', async () => {
    const storage = floats(1, 2, 3, 4, 5, 6, 7, 8);
    const read = (shape: number[], strides: number[]) =>
      readW(writeArchive(archiveOf({ elements: 8, shape, strides }, storage)));

    assert.deepEqual(await read([], []), [1]);
    assert.deepEqual(await read([2, 2, 2], [1, 2, 4]), [1, 5, 3, 7, 2, 6, 4, 8]);
    assert.deepEqual(await read([2, 2], [0, 1]), [1, 2, 1, 2]);
    assert.deepEqual(await read([0, 3], [3, 1]), []);
  });

  test('is read whole when it is larger than what is read at once, in whatever order its axes lie', async () => {
    // 4.4 million elements; more than 2^22 are never read together.
    const [rows, columns] = [2047, 2151];
    const storage = Uint8Array.from({ length: rows * columns }, (_, index) => (index * 31) % 251);
    const written = { storage: 'ByteStorage', elements: storage.length };

    const straight = await readW(
      writeArchive(archiveOf({ ...written, shape: [rows, columns], strides: [columns, 1] }, storage)),
    );
    const crosswise = await readW(
      writeArchive(archiveOf({ ...written, shape: [columns, rows], strides: [1, columns] }, storage)),
    );

    assert.ok(straight.every((value, index) => value === storage[index]));
    assert.ok(crosswise.every((value, n) => value === storage[(n % rows) * columns + Math.floor(n / rows)]));
  });

  test('is found where the archive gives sizes and positions in 64 bits', async () => {
    const entries = archiveOf(six, floats(1, 2, 3, 4, 5, 6)).map((entry) => ({ ...entry, isLarge: true }));

    assert.deepEqual(await readW(writeArchive(entries)), [1, 2, 3, 4, 5, 6]);
  });

  const exact: readonly (readonly [string, ArrayBufferView, readonly number[]])[] = [
    ['DoubleStorage', Float64Array.of(Math.PI, -0, 1e300), [Math.PI, -0, 1e300]],
    ['HalfStorage', Uint16Array.of(0x3c00, 0x0001, 0xfbff), [1, 2 ** -24, -65504]],
    ['BFloat16Storage', Uint16Array.of(0x3f80, 0xc049, 0x0080), [1, -3.140625, 2 ** -126]],
    ['LongStorage', BigInt64Array.of(-1n, 2n ** 53n - 1n, 0n), [-1, 2 ** 53 - 1, 0]],
    ['IntStorage', Int32Array.of(-(2 ** 31), 0, 7), [-(2 ** 31), 0, 7]],
    ['ShortStorage', Int16Array.of(-32768, 1, 2), [-32768, 1, 2]],
    ['CharStorage', Int8Array.of(-128, 1, 2), [-128, 1, 2]],
    ['ByteStorage', Uint8Array.of(255, 1, 2), [255, 1, 2]],
    ['BoolStorage', Uint8Array.of(1, 0, 1), [1, 0, 1]],
  ];
  for (const [storage, values, expected] of exact)
    test(`is read exactly: ${storage}`, async () => {
      const bytes = new Uint8Array(values.buffer);
      const path = writeArchive(archiveOf({ storage, elements: 3, shape: [3], strides: [1] }, bytes));

      assert.deepEqual(await readW(path), expected);
    });

  test('of float64 is rounded once to the nearest float32', async () => {
    const path = writeArchive(
      archiveOf(
        { storage: 'DoubleStorage', elements: 1, shape: [1], strides: [1] },
        new Uint8Array(Float64Array.of(0.1).buffer),
      ),
    );
    const { file, tensors } = await openTorchFile(path);

    assert.equal((await readFloat32(file, tensors.get('w')!))[0], Math.fround(0.1));
    await file.close();
  });

  test('of integers beyond 2^53 is refused where exact numbers are asked for', () => {
    const bytes = new Uint8Array(BigInt64Array.of(2n ** 60n).buffer);
    const path = writeArchive(archiveOf({ storage: 'LongStorage', elements: 1, shape: [1], strides: [1] }, bytes));

    return expectError(() => readW(path), 'DICTIONARY_FILE_INVALID', { message: /beyond 2\^53/ });
  });
});

describe('a torch file is refused by its path and what is wrong', () => {
  const good = archiveOf(six, floats(1, 2, 3, 4, 5, 6));
  const little = { name: 'ae/byteorder', content: Buffer.from('little') };
  const cases: readonly (readonly [string, readonly StoredEntry[], RegExp])[] = [
    ['an entry named twice', [...good, good[1]], /two entries are named "ae\/data\/0"/],
    ['a compressed entry', [good[0], { ...good[1], method: 8 }], /compressed/],
    ['no pickle', [good[1]], /holds 0 pickles/],
    ['two pickles', [...good, { ...good[0], name: 'b/data.pkl' }], /holds 2 pickles/],
    ['a TorchScript program', [...good, { name: 'ae/code/__torch__.py', content: Buffer.from('x') }], /TorchScript/],
    ['big-endian numbers', [...good, { ...little, content: Buffer.from('big') }], /byte order "big"/],
    ['a storage that is not there', [good[0]], /lacks its entry "ae\/data\/0"/],
    ['a storage that is too short', archiveOf(six, floats(1, 2)), /storage of "w" has 8 bytes, not 24/],
    ['a tensor beyond its storage', archiveOf({ ...six, offset: 1 }, floats(1, 2, 3, 4, 5, 6)), /beyond its storage/],
    [
      'strides beyond the storage',
      archiveOf({ ...six, strides: [3, 2 ** 30] }, floats(1, 2, 3, 4, 5, 6)),
      /beyond its/,
    ],
    [
      'a billion elements over one number',
      archiveOf({ elements: 1, shape: [1e9], strides: [0] }, floats(1)),
      /over 1 num/,
    ],
    [
      'sizes whose product overflows',
      archiveOf({ elements: 1, shape: [2e9, 2e9, 2e9], strides: [0, 0, 0] }, floats(1)),
      /over 1 num/,
    ],
    ['a pickle that holds no dict', [{ name: 'ae/data.pkl', content: pickle(Buffer.from('N')) }], /dict of tensors/],
  ];
  for (const [what, entries, message] of cases)
    test(what, () => {
      const path = writeArchive(entries);

      return expectError(() => openTorchFile(path), 'DICTIONARY_FILE_INVALID', { message, at: path });
    });

  test('a number that changed in the file', () => {
    const path = writeArchive(good, (bytes) => {
      bytes[bytes.indexOf(Buffer.from(floats(1, 2, 3))) + 2] ^= 1;
      return bytes;
    });

    return expectError(() => openTorchFile(path), 'DICTIONARY_FILE_INVALID', {
      message: /checksum of its entry "ae\/data\/0"/,
    });
  });

  test('a zip64 locator that points beyond 2^53, which no read may be tried at', () => {
    const path = writeArchive(good, (bytes) => {
      const locator = Buffer.alloc(20);
      locator.writeUInt32LE(0x07064b50, 0);
      locator.writeBigUInt64LE(2n ** 63n, 8);
      return Buffer.concat([bytes.subarray(0, -22), locator, bytes.subarray(-22)]);
    });

    return expectError(() => openTorchFile(path), 'DICTIONARY_FILE_INVALID', { message: /cut off/ });
  });

  test('the pickles that PyTorch wrote before 1.6', () => {
    const path = join(scratch, 'legacy.pt');
    writeFileSync(path, Buffer.from('80028a0a6cfc9c46f9206aa850192e80024de9032e', 'hex'));

    return expectError(() => openTorchFile(path), 'DICTIONARY_FILE_INVALID', { message: /before 1\.6/ });
  });

  test('an empty file and a file that is none', async () => {
    const path = join(scratch, 'empty.pt');
    writeFileSync(path, '');

    await expectError(() => openTorchFile(path), 'DICTIONARY_FILE_INVALID', { at: path });
    await expectError(() => openTorchFile(scratch), 'FILE_NOT_FOUND', { at: scratch });
  });
});
