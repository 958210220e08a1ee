/** The file of canonical weights: rows are read from it by position. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { DictionaryRecord } from '../../../domain/dictionary.js';
import { encodeIndexSet } from '../../../domain/index-set.js';
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

describe('the vectors of a feature of a dictionary with more than the four weights', () => {
  const sizes = { size: 3, width: 2, outputWidth: 4 };
  const transcoder = join(scratch, 'transcoder');
  const forward = { subtractsDecoderBias: false, activation: { kind: 'threshold' } } as const;
  const transcoderRecord = { ...record, ...sizes, forward } as DictionaryRecord;
  const rising = (length: number) => Float32Array.from({ length }, (_, index) => index / 2);

  test('have its threshold, and a decoder as wide as what is written', async () => {
    await writeDictionaryWeights(transcoder, {
      ...sizes,
      weights: heldWeights({
        wEnc_FD: rising(6),
        wDec_FD: rising(12),
        bEnc_F: rising(3),
        bDec_D: rising(4),
        threshold_F: Float32Array.of(0.25, 0.5, 0.75),
        wSkip_DD: rising(8),
      }),
    });

    const [vectors] = await readFeatureVectors(transcoder, transcoderRecord, [1]);

    assert.deepEqual(vectors.encoder_D, Float32Array.of(1, 1.5));
    assert.deepEqual(vectors.decoder_D, Float32Array.of(2, 2.5, 3, 3.5));
    assert.deepEqual([vectors.encoderBias, vectors.threshold], [0.5, 0.5]);
    const { ranges } = await readWeightRanges(transcoder);
    assert.equal(ranges.wSkip_DD?.length, 4 * 8);
    assert.equal(ranges.magnitudeScale_F, undefined);
  });

  test('are read by the indices of the root where a pruning left few features', async () => {
    const pruning = { of: 'tiny', root: 'tiny', removed: 2, indexRange: 3, goneIndices: encodeIndexSet([0, 1], 3) };
    const pruned = { ...transcoderRecord, size: 1, pruning };

    const [vectors] = await readFeatureVectors(transcoder, pruned, [2]);

    assert.equal(vectors.encoderBias, 1);
    await expectError(() => readFeatureVectors(transcoder, pruned, [3]), 'FEATURE_NOT_FOUND', { message: /0 to 2/ });
  });
});

test('weight ranges lie one behind the other, the matrices first and the first on a page', async () => {
  const { ranges } = await readWeightRanges(folder);

  assert.equal(ranges.wEnc_FD.offset % 4096, 0);
  assert.deepEqual(ranges.wEnc_FD, {
    file: 'weights.safetensors',
    offset: 4096,
    length: 24 * 8 * 4,
    dtype: 'float32',
  });
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
