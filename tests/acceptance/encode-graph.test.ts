/** Encode and decode graphs, run by ONNX Runtime, against what PyTorch computes with the same dictionaries. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { readWeightRanges, writeDictionaryWeights } from '../../engine/dictionaries/canonical-weights.js';
import { buildDecodeGraph, buildEncodeGraph } from '../../engine/dictionaries/encode-graph.js';
import { heldWeights } from '../../engine/dictionaries/held-weights.js';
import { encodeModel } from '../../engine/onnx/encode-model.js';
import type { ModelProto } from '../../engine/onnx/generated/onnx_pb.js';
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
  const folder = join(scratch, name);
  await writeDictionaryWeights(folder, { ...dictionary, weights: heldWeights(dictionary.weights) });
  return { dictionary, folder, ranges: await readWeightRanges(folder) };
}

function createSession(folder: string, graph: ModelProto): Promise<InferenceSession> {
  const path = join(folder, `${graph.graph!.name}.onnx`);
  writeFileSync(path, encodeModel(graph));
  return InferenceSession.create(path);
}

const matrix = (rows: readonly (readonly number[])[], width: number) =>
  new Tensor('float32', Float32Array.from(rows.flat()), [rows.length, width]);

describe('an encode graph', () => {
  for (const name of referenceDictionaries)
    test(`finds the firings that PyTorch finds: ${name}`, async () => {
      const { dictionary, folder, ranges } = await openDictionary(name);
      const reference = readReference(name);
      const session = await createSession(folder, buildEncodeGraph(dictionary, ranges));

      const { row_N, feature_N, activation_N } = await session.run({ x_ND: matrix(reference.x, dictionary.width) });

      assert.deepEqual([row_N.type, feature_N.type, activation_N.type], ['int32', 'int32', 'float32']);
      const rows = row_N.data as Int32Array;
      const features = feature_N.data as Int32Array;
      const dense = reference.x.map(() => new Array<number>(dictionary.size).fill(0));
      (activation_N.data as Float32Array).forEach((activation, n) => {
        assert.ok(activation > 0);
        const isAfter = n === 0 || rows[n - 1] < rows[n] || (rows[n - 1] === rows[n] && features[n - 1] < features[n]);
        assert.ok(isAfter, 'rows ascend, and features within a row');
        dense[rows[n]][features[n]] = activation;
      });
      assertFeatures(dense, reference);
      await session.release();
    });

  test('gives nothing for no rows, and for rows on which nothing fires', async () => {
    const { dictionary, folder, ranges } = await openDictionary('auto-encoder-new');
    const silent = { ...dictionary, weights: { ...dictionary.weights, bEnc_F: new Float32Array(24).fill(-1e6) } };
    await writeDictionaryWeights(folder, { ...silent, weights: heldWeights(silent.weights) });
    const session = await createSession(folder, buildEncodeGraph(silent, ranges));

    for (const rows of [0, 3]) {
      const { activation_N } = await session.run({
        x_ND: new Tensor('float32', new Float32Array(8 * rows), [rows, 8]),
      });
      assert.equal(activation_N.data.length, 0);
    }
    await session.release();
  });
});

test('a decode graph reconstructs f·W_dec + b_dec within float32 rounding of a float64 sum', async () => {
  const { dictionary, folder, ranges } = await openDictionary('saelens-5');
  const { features } = readReference('saelens-5');
  const { wDec_FD, bDec_D } = dictionary.weights;
  const session = await createSession(folder, buildDecodeGraph(dictionary, ranges));

  const { xHat_ND } = await session.run({ f_NF: matrix(features, dictionary.size) });

  features.forEach((row, n) =>
    bDec_D.forEach((bias, axis) => {
      const wanted = row.reduce((sum, f, feature) => sum + f * wDec_FD[feature * dictionary.width + axis], bias);
      assert.ok(Math.abs((xHat_ND.data as Float32Array)[n * dictionary.width + axis] - wanted) < 1e-5);
    }),
  );
  await session.release();
});
