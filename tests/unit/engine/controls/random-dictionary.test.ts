/** Dictionaries of random directions, as what digests and writes them reads their weights. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { openCanonicalWeights, writeDictionaryWeights } from '../../../../engine/dictionaries/canonical-weights.js';
import { readFloat32 } from '../../../../engine/dictionaries/tensors/read-tensor.js';
import { dictionaryDigest, randomDictionary } from '../../../../engine/index.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';

test('rows of length 1 are written for encoder and decoder alike, after they were digested', async (t) => {
  const folder = join(temporaryFolder(t), 'random');
  const shape = { size: 40, width: 6, outputWidth: 6, forward: { subtractsDecoderBias: true } };
  const dictionary = randomDictionary({ ...shape, bDec_D: new Float32Array(6).fill(0.5) }, 7, { of: 'x' });

  const digest = await dictionaryDigest({ ...dictionary, hookPoint: undefined, outputHookPoint: undefined });
  await writeDictionaryWeights(folder, dictionary);
  const { file, layouts } = await openCanonicalWeights(folder);
  const [encoder, decoder] = [await readFloat32(file, layouts.wEnc_FD), await readFloat32(file, layouts.wDec_FD)];
  await file.close();

  assert.match(digest, /^[0-9a-f]{64}$/);
  assert.deepEqual(encoder, decoder);
  // Float32 rounds six squares: 1e-6 is ten times that.
  for (let row = 0; row < 40; row++)
    assert.ok(Math.abs(Math.hypot(...decoder.subarray(row * 6, row * 6 + 6)) - 1) < 1e-6);
});
