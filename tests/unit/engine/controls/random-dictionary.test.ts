/** Random dictionaries: unit rows in the shape of another one, from a seed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DictionaryForward } from '../../../../domain/dictionary.js';
import { openCanonicalWeights, writeDictionaryWeights } from '../../../../engine/dictionaries/canonical-weights.js';
import { readFloat32 } from '../../../../engine/dictionaries/tensors/read-tensor.js';
import { dictionaryDigest, randomDictionary } from '../../../../engine/index.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';

const bDec_D = Float32Array.from({ length: 32 }, (_, d) => d / 10);
const relu: DictionaryForward = { subtractsDecoderBias: true };
const shape = { size: 500, width: 32, outputWidth: 32, forward: relu, bDec_D };
const of = { like: 'tiny/wide' };

const lengthOf = (row: Float32Array): number => Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
const rowsOf = (matrix: Float32Array, width: number): Float32Array[] =>
  Array.from({ length: matrix.length / width }, (_, f) => matrix.subarray(f * width, (f + 1) * width));

describe('a random dictionary', () => {
  test('has decoder rows of length 1 to float32, the same encoder rows, no encoder bias and the given decoder bias', async () => {
    const { weights } = randomDictionary(shape, 1, of);
    const wDec_FD = await weights.wDec_FD();

    // Rounding 32 values of at most 1 to float32 changes the length by less than 2^-24.
    for (const row of rowsOf(wDec_FD, 32)) assert.ok(Math.abs(lengthOf(row) - 1) < 2 ** -24);
    assert.deepEqual(await weights.wEnc_FD(), wDec_FD);
    assert.deepEqual(await weights.bEnc_F(), new Float32Array(500));
    assert.deepEqual(await weights.bDec_D(), bDec_D);
  });

  test('points everywhere alike: first and second moments of the sphere within five standard errors', async () => {
    const wDec_FD = await randomDictionary({ ...shape, size: 20_000 }, 1, of).weights.wDec_FD();
    const rows = rowsOf(wDec_FD, 32);
    for (const d of [0, 7, 31]) {
      const mean = rows.reduce((sum, row) => sum + row[d], 0) / rows.length;
      const square = rows.reduce((sum, row) => sum + row[d] ** 2, 0) / rows.length;
      // On the unit sphere of D dimensions E x² = 1/D and Var x² = (3/(D (D + 2)) - 1/D²).
      assert.ok(Math.abs(mean) < 5 * Math.sqrt(1 / 32 / rows.length));
      assert.ok(Math.abs(square - 1 / 32) < 5 * Math.sqrt((3 / (32 * 34) - 1 / 32 ** 2) / rows.length));
    }
  });

  test('is the same for the same seed, whatever is read first, and another one for another seed', async () => {
    const read = async (seed: number) => (await randomDictionary(shape, seed, of).weights.wEnc_FD()).slice();
    assert.deepEqual(await read(3), await read(3));
    assert.notDeepEqual(await read(3), await read(4));
  });

  test('has encoder rows of their own where it writes another width than it reads', async () => {
    const { weights, outputWidth } = randomDictionary({ ...shape, width: 8 }, 1, of);
    const wEnc_FD = await weights.wEnc_FD();

    assert.equal(outputWidth, 32);
    assert.equal(wEnc_FD.length, 500 * 8);
    for (const row of rowsOf(wEnc_FD, 8)) assert.ok(Math.abs(lengthOf(row) - 1) < 2 ** -24);
    assert.equal((await weights.wDec_FD()).length, 500 * 32);
  });

  test('keeps how many features may fire, and replaces thresholds and gates by a ReLU', () => {
    const forwardOf = (forward: DictionaryForward) => randomDictionary({ ...shape, forward }, 1, of).forward;
    const topK: DictionaryForward = { ...relu, activation: { kind: 'topK', k: 5 } };
    const groups: DictionaryForward = { ...relu, activation: { kind: 'groupMax', k: 5 }, normalisation: 'layerNorm' };

    assert.deepEqual(forwardOf(topK), topK);
    assert.deepEqual(forwardOf(groups), groups);
    assert.deepEqual(forwardOf({ ...relu, activation: { kind: 'threshold' } }), relu);
    assert.deepEqual(forwardOf({ ...relu, activation: { kind: 'gated' } }), relu);
  });

  test('is read for the digest first and then for the file, each time into an array that may be released', async (t) => {
    const folder = temporaryFolder(t);
    const dictionary = randomDictionary(shape, 1, of);
    const wanted = await dictionary.weights.wDec_FD();

    await dictionaryDigest(dictionary);
    await writeDictionaryWeights(folder, dictionary);
    const { file, layouts } = await openCanonicalWeights(folder);

    assert.deepEqual(await readFloat32(file, layouts.wEnc_FD), wanted);
    assert.deepEqual(await readFloat32(file, layouts.wDec_FD), wanted);
    await file.close();
  });

  test('says in its provenance what it was made like, the seed and the generator', () => {
    const { provenance, architecture } = randomDictionary(shape, 9, of);
    assert.equal(architecture, 'RANDOM');
    assert.deepEqual(provenance.config, {
      ...of,
      seed: 9,
      generator: 'philox4x32-10, normal quantile AS 241, version 1',
    });
  });
});
