/** Turns a model's folder into one whose norms add to the stream themselves, as optimisers of graphs do. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create } from '@bufbuild/protobuf';
import { node } from '../../engine/onnx/build-graph.js';
import { decodeModel } from '../../engine/onnx/decode-model.js';
import { encodeModel } from '../../engine/onnx/encode-model.js';
import { OperatorSetIdProtoSchema } from '../../engine/onnx/generated/onnx_pb.js';
import type { NodeProto } from '../../engine/onnx/generated/onnx_pb.js';
import { tensorsReadBy } from '../../engine/onnx/graph-edges.js';
import { producersOf } from '../../engine/onnx/slice-graph.js';

const domain = 'com.microsoft';

/** Rewrites model.onnx: a LayerNormalization of a sum becomes one node with the Add; the number of these nodes. */
export async function fuseSkipNorms(folder: string): Promise<number> {
  const path = join(folder, 'model.onnx');
  const model = decodeModel(await readFile(path), path);
  const producers = producersOf(model.graph);
  const fused = new Map<NodeProto, NodeProto>();
  for (const norm of model.graph.node.filter(({ opType }) => opType === 'LayerNormalization')) {
    const add = producers.get(norm.input[0]);
    if (add?.opType === 'Add' && !fused.has(add)) fused.set(add, fusedNorm(add, norm, isReadElsewhere(norm)));
  }
  const gone = new Set([...fused.values()].map(({ output }) => output[0]));
  const nodes = model.graph.node.flatMap((each) => {
    if (each.opType === 'LayerNormalization' && gone.has(each.output[0])) return [];
    return [fused.get(each) ?? each];
  });
  const opsetImport = [...model.opsetImport, create(OperatorSetIdProtoSchema, { domain, version: 1n })];
  await writeFile(path, encodeModel({ ...model, opsetImport, graph: { ...model.graph, node: nodes } }));
  return fused.size;

  function isReadElsewhere(norm: NodeProto): boolean {
    return model.graph.node.some((each) => each !== norm && tensorsReadBy(each).includes(norm.input[0]));
  }
}

function fusedNorm(add: NodeProto, norm: NodeProto, isSumRead: boolean): NodeProto {
  const inputs = [...add.input, ...norm.input.slice(1)];
  const outputs = isSumRead ? [norm.output[0], '', '', add.output[0]] : [norm.output[0]];
  const made = node('SkipLayerNormalization', inputs, outputs);
  return { ...made, domain, attribute: norm.attribute.filter(({ name }) => name === 'epsilon') };
}
