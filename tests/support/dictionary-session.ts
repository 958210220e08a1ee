/** A dictionary's graphs, run by ONNX Runtime alone. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { readWeightRanges, writeDictionaryWeights } from '../../engine/dictionaries/canonical-weights.js';
import type { WeightRanges, WeightSizes } from '../../engine/dictionaries/canonical-weights.js';
import { decoderPart } from '../../engine/dictionaries/dictionary-graph.js';
import type { GraphDictionary } from '../../engine/dictionaries/dictionary-graph.js';
import { buildEncodeGraph } from '../../engine/dictionaries/encode-graph.js';
import { heldWeights } from '../../engine/dictionaries/held-weights.js';
import type { HeldWeights } from '../../engine/dictionaries/held-weights.js';
import { buildModel, tensorInfo } from '../../engine/onnx/build-graph.js';
import type { ImportedDictionary } from '../../engine/index.js';
import { DataType } from '../../engine/onnx/data-types.js';
import { encodeModel } from '../../engine/onnx/encode-model.js';
import type { ModelProto } from '../../engine/onnx/generated/onnx_pb.js';

export interface DictionarySession {
  /** [N, F], from the list of firings, whose order is checked. */
  encode(x_ND: Float32Array): Promise<Float32Array>;
  /** [N, outputWidth]; activations are fed where the graph wants them. */
  decode(f_NF: Float32Array, x_ND: Float32Array): Promise<Float32Array>;
  close(): Promise<void>;
}

export type SessionDictionary = GraphDictionary &
  WeightSizes &
  Partial<Pick<ImportedDictionary, 'provenance'>> & { readonly weights: HeldWeights };

/** Writes the dictionary's weights into the folder, and its graphs beside them. */
export async function openDictionarySession(folder: string, dictionary: SessionDictionary): Promise<DictionarySession> {
  const { width, size } = dictionary;
  await writeDictionaryWeights(folder, { ...dictionary, weights: heldWeights(dictionary.weights) });
  const ranges = await readWeightRanges(folder);
  const encoder = await createSession(folder, buildEncodeGraph(dictionary, ranges));
  const decoder = await createSession(folder, buildDecodeGraph(dictionary, ranges));
  return {
    async encode(x_ND) {
      const rows = x_ND.length / width;
      const { row_N, feature_N, activation_N } = await encoder.run({
        x_ND: new Tensor('float32', x_ND, [rows, width]),
      });
      assert.deepEqual([row_N.type, feature_N.type, activation_N.type], ['int32', 'int32', 'float32']);
      const places = Array.from(row_N.data as Int32Array, (row, n) => row * size + (feature_N.data as Int32Array)[n]);
      const f_NF = new Float32Array(rows * size);
      (activation_N.data as Float32Array).forEach((activation, n) => {
        assert.ok(activation > 0);
        assert.ok(n === 0 || places[n - 1] < places[n], 'rows ascend, and features within a row');
        f_NF[places[n]] = activation;
      });
      return f_NF;
    },
    async decode(f_NF, x_ND) {
      const rows = x_ND.length / width;
      const fed = {
        f_NF: new Tensor('float32', f_NF, [rows, size]),
        x_ND: new Tensor('float32', x_ND, [rows, width]),
      };
      const wanted = decoder.inputNames.includes('x_ND') ? fed : { f_NF: fed.f_NF };
      return (await decoder.run(wanted)).xHat_ND.data as Float32Array;
    },
    async close() {
      await encoder.release();
      await decoder.release();
    },
  };
}

/**
 * A graph that reconstructs: inputs `f_NF` float32 [N, F] and, where the dictionary normalises or skips, `x_ND` [N, D];
 * output `xHat_ND` [N, outputWidth].
 */
function buildDecodeGraph(dictionary: GraphDictionary, weights: WeightRanges): ModelProto {
  const { size, width, outputWidth, ranges } = weights;
  const readsActivations = dictionary.forward.normalisation !== undefined || ranges.wSkip_DD !== undefined;
  return buildModel('decode', {
    ...decoderPart(dictionary, weights),
    inputs: [
      tensorInfo('f_NF', DataType.FLOAT, ['N', size]),
      ...(readsActivations ? [tensorInfo('x_ND', DataType.FLOAT, ['N', width])] : []),
    ],
    outputs: [tensorInfo('xHat_ND', DataType.FLOAT, ['N', outputWidth])],
  });
}

function createSession(folder: string, graph: ModelProto): Promise<InferenceSession> {
  const path = join(folder, `${graph.graph!.name}.onnx`);
  writeFileSync(path, encodeModel(graph));
  return InferenceSession.create(path, { logSeverityLevel: 3 });
}
