/** Dictionaries of every supported format, imported and run by ONNX Runtime, against what their equations give in PyTorch. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openDictionarySession } from '../support/dictionary-session.js';
import { assertLike, formatFixtures, readFormatReference } from '../support/format-fixtures.js';
import { holdDictionary } from '../support/reference-dictionary.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const scratch = temporaryFolder();

const rowsOf = (values: Float32Array, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, row) => [...values.subarray(row * width, (row + 1) * width)]);

describe('a dictionary, encoded and decoded', () => {
  for (const { name, path } of formatFixtures)
    test(`gives the activations and reconstructions of its equations: ${name}`, async () => {
      const reference = readFormatReference(path);
      const dictionary = await holdDictionary(path);
      const session = await openDictionarySession(join(scratch, name), dictionary);
      const x_ND = Float32Array.from(reference.x.flat());

      const f_NF = await session.encode(x_ND);
      const xHat_ND = await session.decode(f_NF, x_ND);

      assertLike(rowsOf(f_NF, dictionary.size), reference);
      // The contract's tolerance of activations; a reconstruction adds up at most 24 of them, of decoder rows of about 1.
      const xHat = rowsOf(xHat_ND, dictionary.outputWidth);
      reference.reconstructions.forEach((row, n) =>
        row.forEach((wanted, axis) => assert.ok(Math.abs(xHat[n][axis] - wanted) <= 1e-4 + 1e-5 * Math.abs(wanted))),
      );
      await session.close();
    });
});
