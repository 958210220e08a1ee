/** Safetensors files: what is written is read again, and headers that lie are refused. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { openSafetensors } from '../../../engine/dictionaries/safetensors/open-safetensors.js';
import { writeSafetensors } from '../../../engine/dictionaries/safetensors/write-safetensors.js';
import { readFloat32, readFloat64 } from '../../../engine/dictionaries/tensors/read-tensor.js';
import { expectError } from '../../support/expect-error.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const scratch = temporaryFolder();
const path = join(scratch, 'x.safetensors');

function write(header: string | object, data: Uint8Array, headerBytes?: bigint): void {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(headerBytes ?? BigInt(json.length));
  writeFileSync(path, Buffer.concat([length, json, data]));
}

const entry = (begin: number, end: number, shape: readonly number[] = [(end - begin) / 4], dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('a safetensors file', () => {
  test('gives back what was written, bit for bit', async () => {
    const tensors = fc.array(fc.float32Array({ minLength: 1, maxLength: 9, noNaN: true }), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(tensors, async (arrays) => {
        await writeSafetensors(
          path,
          arrays.map((values, index) => ({
            name: `t${index}`,
            shape: [values.length],
            read: () => Promise.resolve(values.slice()),
          })),
        );

        const read = await openSafetensors(path);
        for (const [index, values] of arrays.entries())
          assert.deepEqual(await readFloat32(read.file, read.tensors.get(`t${index}`)!), values);
        await read.file.close();
      }),
      { numRuns: 30 },
    );
  });

  test('starts its first tensor on a page', async () => {
    await writeSafetensors(path, [{ name: 'a', shape: [2], read: () => Promise.resolve(Float32Array.of(1, 2)) }]);
    const { file, tensors } = await openSafetensors(path);

    assert.equal(tensors.get('a')!.position % 4096, 0);
    await file.close();
  });

  test('keeps its texts, and tensors of other types and of no element', async () => {
    const header = {
      __metadata__: { format: 'pt' },
      empty: entry(0, 0, [0, 5]),
      k: entry(0, 8, [], 'I64'),
      half: entry(8, 12, [2], 'BF16'),
    };
    write(header, Buffer.concat([Buffer.from(BigInt64Array.of(32n).buffer), Buffer.from([0x80, 0x3f, 0, 0xc0])]));
    const { file, tensors, values } = await openSafetensors(path);

    assert.deepEqual([...values], [['format', 'pt']]);
    assert.deepEqual(await readFloat64(file, tensors.get('k')!), Float64Array.of(32));
    assert.deepEqual(await readFloat32(file, tensors.get('half')!), Float32Array.of(1, -2));
    assert.equal((await readFloat32(file, tensors.get('empty')!)).length, 0);
    await file.close();
  });

  const eight = new Uint8Array(8);
  const faults: readonly (readonly [string, () => void, RegExp])[] = [
    ['is too short for a header', () => writeFileSync(path, 'abc'), /too short/],
    ['says its header is longer than the file', () => write({}, eight, 2n ** 40n), /header would be/],
    ['says its header is longer than any number', () => write({}, eight, 2n ** 64n - 1n), /header would be/],
    ['has a header that is not JSON', () => write('{"a":', eight), /not a JSON object/],
    ['has a header that is a list', () => write('[]', eight), /not a JSON object/],
    ['has an unknown type', () => write({ a: entry(0, 8, [2], 'F8_E5M2') }, eight), /unknown type "F8_E5M2"/],
    [
      'has a tensor without offsets',
      () => write({ a: { dtype: 'F32', shape: [2] } }, eight),
      /without a shape or offsets/,
    ],
    ['has a negative size', () => write({ a: entry(0, 8, [-2]) }, eight), /without a shape or offsets/],
    ['gives a tensor too few bytes', () => write({ a: entry(0, 8, [3]) }, eight), /8 bytes to its tensor "a"/],
    ['ends inside a tensor', () => write({ a: entry(0, 16) }, eight), /cut off inside its tensor "a"/],
    ['has overlapping tensors', () => write({ a: entry(0, 8), b: entry(4, 8) }, eight), /overlapping tensors at "b"/],
    ['has a hole', () => write({ a: entry(4, 8) }, eight), /hole before "a"/],
    ['has bytes behind its last tensor', () => write({ a: entry(0, 4) }, eight), /4 bytes behind/],
  ];
  for (const [what, make, message] of faults)
    test(`is refused when it ${what}`, async () => {
      make();

      await expectError(() => openSafetensors(path), 'DICTIONARY_FILE_INVALID', { message, at: path });
    });
});
