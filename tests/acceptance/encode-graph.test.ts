/** Encode and decode graphs of imported dictionaries, run by ONNX Runtime, against what PyTorch computes with the same files. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openDictionarySession } from '../support/dictionary-session.js';
import {
  assertFeatures,
  dictionaryFixture,
  holdDictionary,
  readReference,
  referenceDictionaries,
} from '../support/reference-dictionary.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const scratch = temporaryFolder();

async function openDictionary(name: string) {
  const dictionary = await holdDictionary(dictionaryFixture(name));
  return { dictionary, session: await openDictionarySession(join(scratch, name), dictionary) };
}

function toRows(flat: Float32Array, width: number): number[][] {
  return Array.from({ length: flat.length / width }, (_, row) => [...flat.subarray(row * width, (row + 1) * width)]);
}

describe('an encode graph', () => {
  for (const name of referenceDictionaries)
    test(`finds the firings that PyTorch finds: ${name}`, async () => {
      const { dictionary, session } = await openDictionary(name);
      const reference = readReference(name);

      const f_NF = await session.encode(Float32Array.from(reference.x.flat()));

      assertFeatures(toRows(f_NF, dictionary.size), reference);
      await session.close();
    });

  test('gives nothing for no rows, and for rows on which nothing fires', async () => {
    for (const name of ['auto-encoder-new', 'gated', 'jump-relu', 'top-k']) {
      const { dictionary, session } = await openDictionary(name);
      await session.close();
      const weights = { ...dictionary.weights, bEnc_F: new Float32Array(24).fill(-1e6) };
      const silent = await openDictionarySession(join(scratch, `silent-${name}`), { ...dictionary, weights });

      assert.deepEqual(await silent.encode(new Float32Array(8 * 3)), new Float32Array(24 * 3));
      // ONNX Runtime's TopK divides by the number of rows.
      if (name !== 'top-k') assert.deepEqual(await silent.encode(new Float32Array(0)), new Float32Array(0));
      await silent.close();
    }
  });
});

describe('a decode graph', () => {
  test('reconstructs f·W_dec + b_dec within float32 rounding of a float64 sum', async () => {
    const { dictionary, session } = await openDictionary('saelens-5');
    const { features, x } = readReference('saelens-5');
    const { wDec_FD, bDec_D } = dictionary.weights;

    const xHat_ND = await session.decode(Float32Array.from(features.flat()), Float32Array.from(x.flat()));

    features.forEach((row, n) =>
      bDec_D.forEach((bias, axis) => {
        const wanted = row.reduce((sum, f, feature) => sum + f * wDec_FD[feature * dictionary.width + axis], bias);
        assert.ok(Math.abs(xHat_ND[n * dictionary.width + axis] - wanted) < 1e-5);
      }),
    );
    await session.close();
  });

  for (const name of referenceDictionaries.filter((each) => readReference(each).xHat))
    test(`reconstructs what PyTorch does: ${name}`, async () => {
      const { dictionary, session } = await openDictionary(name);
      const { features, x, xHat, exact } = readReference(name);

      const xHat_ND = await session.decode(Float32Array.from(features.flat()), Float32Array.from(x.flat()));

      // Sums of at most 24 products of size 1 in another order; nothing is rounded where it is exact.
      toRows(xHat_ND, dictionary.width).forEach((row, n) =>
        row.forEach((value, axis) => assert.ok(Math.abs(value - xHat![n][axis]) <= (exact ? 0 : 2e-5))),
      );
      await session.close();
    });
});
