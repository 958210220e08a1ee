/** Dictionaries of every supported format, imported and run by ONNX Runtime, against what their equations give in PyTorch. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { readWeightRanges, writeDictionaryWeights } from '../../engine/dictionaries/canonical-weights.js';
import { buildDecodeGraph, buildEncodeGraph } from '../../engine/dictionaries/encode-graph.js';
import { readDictionary } from '../../engine/dictionaries/read-dictionary.js';
import { encodeModel } from '../../engine/onnx/encode-model.js';
import type { ModelProto } from '../../engine/onnx/generated/onnx_pb.js';
import { assertLike, formatFixtures, readFormatReference } from '../support/format-fixtures.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const scratch = temporaryFolder();

type Rows = readonly (readonly number[])[];

function createSession(folder: string, graph: ModelProto): Promise<InferenceSession> {
  const path = join(folder, `${graph.graph!.name}.onnx`);
  writeFileSync(path, encodeModel(graph));
  return InferenceSession.create(path);
}

const matrix = (rows: Rows) => new Tensor('float32', Float32Array.from(rows.flat()), [rows.length, rows[0].length]);

async function run(path: string, x: Rows) {
  const folder = join(scratch, path.replaceAll('/', '_'));
  const dictionary = await readDictionary(path);
  await writeDictionaryWeights(folder, dictionary);
  await dictionary.close();
  const ranges = await readWeightRanges(folder);
  const encoder = await createSession(folder, buildEncodeGraph(dictionary, ranges));
  const decoder = await createSession(folder, buildDecodeGraph(dictionary, ranges));
  const { row_N, feature_N, activation_N } = await encoder.run({ x_ND: matrix(x) });
  const features = x.map(() => new Array<number>(dictionary.size).fill(0));
  (activation_N.data as Float32Array).forEach((activation, n) => {
    features[(row_N.data as Int32Array)[n]][(feature_N.data as Int32Array)[n]] = activation;
  });
  const readsActivations = decoder.inputNames.includes('x_ND');
  const decoded = await decoder.run({ f_NF: matrix(features), ...(readsActivations && { x_ND: matrix(x) }) });
  await Promise.all([encoder.release(), decoder.release()]);
  const xHat = decoded.xHat_ND.data as Float32Array;
  const { outputWidth } = dictionary;
  return { features, xHat: x.map((_, n) => [...xHat.subarray(n * outputWidth, (n + 1) * outputWidth)]) };
}

describe('a dictionary, encoded and decoded', () => {
  for (const { name, path } of formatFixtures)
    test(`gives the activations and reconstructions of its equations: ${name}`, async () => {
      const reference = readFormatReference(path);

      const { features, xHat } = await run(path, reference.x);

      assertLike(features, reference);
      // The contract's tolerance of activations; a reconstruction adds up at most 24 of them, of decoder rows of about 1.
      reference.reconstructions.forEach((row, n) =>
        row.forEach((wanted, axis) => assert.ok(Math.abs(xHat[n][axis] - wanted) <= 1e-4 + 1e-5 * Math.abs(wanted))),
      );
    });
});
