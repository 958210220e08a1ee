/** The file of canonical weights: rows are read from it by position. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { DictionaryRecord } from '../../../domain/dictionary.js';
import { readWeightRanges, writeDictionaryWeights } from '../../../engine/dictionaries/canonical-weights.js';
import { dictionaryDigest } from '../../../engine/dictionaries/dictionary-digest.js';
import { readFeatureVectors } from '../../../engine/dictionaries/feature-vectors.js';
import { heldWeights } from '../../../engine/dictionaries/held-weights.js';
import { writeSafetensors } from '../../../engine/dictionaries/safetensors/write-safetensors.js';
import { expectError } from '../../support/expect-error.js';
import { dictionaryFixture, holdDictionary } from '../../support/reference-dictionary.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const scratch = temporaryFolder();
const imported = await holdDictionary(dictionaryFixture('unnormalised-decoder'));
const folder = join(scratch, 'dictionary');
const written = { ...imported, weights: heldWeights(imported.weights) };
await writeDictionaryWeights(folder, written);
const { weights, width, size } = imported;
const record = { ...imported, name: 'tiny', size, width } as unknown as DictionaryRecord;

describe('the vectors of a feature', () => {
  test('are the rows of the canonical weights, in the order asked for', async () => {
    const indices = [23, 0, 7, 0];

    const vectors = await readFeatureVectors(folder, record, indices);

    indices.forEach((index, place) => {
      assert.deepEqual(vectors[place].encoder_D, weights.wEnc_FD.slice(index * width, (index + 1) * width));
      assert.deepEqual(vectors[place].decoder_D, weights.wDec_FD.slice(index * width, (index + 1) * width));
      assert.equal(vectors[place].encoderBias, weights.bEnc_F[index]);
      assert.equal(vectors[place].threshold, null);
    });
  });

  test('are refused for an index outside the dictionary', async () => {
    for (const index of [24, -1, 0.5])
      await expectError(() => readFeatureVectors(folder, record, [index]), 'FEATURE_NOT_FOUND', { message: /0 to 23/ });
  });

  test('are refused when the file is another dictionary, none, or cut off', async () => {
    const other = join(scratch, 'other');
    const refused = { at: join(other, 'weights.safetensors') };
    const narrow = { ...record, width: 4 };

    await expectError(() => readFeatureVectors(folder, narrow, [0]), 'DICTIONARY_FILE_INVALID', { message: /width 8/ });
    await expectError(() => readFeatureVectors(other, record, [0]), 'FILE_NOT_FOUND', refused);
    await writeDictionaryWeights(other, written);
    await writeSafetensors(refused.at, [{ name: 'wEnc_FD', shape: [24, 8], read: written.weights.wEnc_FD }]);
    await expectError(() => readFeatureVectors(other, record, [0]), 'DICTIONARY_FILE_INVALID', refused);
    writeFileSync(refused.at, 'cut');
    await expectError(() => readFeatureVectors(other, record, [0]), 'DICTIONARY_FILE_INVALID', refused);
  });
});

test('weight ranges lie one behind the other, the matrices first and the first on a page', async () => {
  const { ranges } = await readWeightRanges(folder);

  assert.equal(ranges.wEnc_FD.offset % 4096, 0);
  assert.deepEqual(ranges.wEnc_FD, { file: 'weights.safetensors', offset: 4096, length: 24 * 8 * 4 });
  assert.equal(ranges.wDec_FD.offset, ranges.wEnc_FD.offset + ranges.wEnc_FD.length);
  assert.equal(ranges.bEnc_F.length, 24 * 4);
  assert.equal(ranges.bDec_D.length, 8 * 4);
});

test('no weight is left in memory when the next one is read: for the digest and for writing', async () => {
  const given: Float32Array[] = [];
  const readers = Object.entries(heldWeights(imported.weights)).map(([name, read]) => {
    const counted = async (): Promise<Float32Array> => {
      assert.ok(given.every(({ length }) => length === 0));
      given.push(await read());
      return given[given.length - 1];
    };
    return [name, counted];
  });
  const counted = { ...imported, weights: Object.fromEntries(readers) as typeof written.weights };

  const digest = await dictionaryDigest(counted);
  await writeDictionaryWeights(join(scratch, 'counted'), counted);

  assert.equal(digest, await dictionaryDigest(written));
  assert.ok(given.length >= 8 && given.every(({ length }) => length === 0));
});
