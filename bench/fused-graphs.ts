/** A model's graph and a dictionary's as one, to be measured beside graphs that run one after the other. */
import type { WeightRanges } from '../engine/dictionaries/canonical-weights.js';
import { decoderPart, encoderPart } from '../engine/dictionaries/dictionary-graph.js';
import type { GraphDictionary } from '../engine/dictionaries/dictionary-graph.js';
import { joinParts } from '../engine/dictionaries/graph-part.js';
import type { GraphPart } from '../engine/dictionaries/graph-part.js';
import { node } from '../engine/onnx/build-graph.js';
import type { GraphModel } from '../engine/onnx/decode-model.js';
import type { ModelProto } from '../engine/onnx/generated/onnx_pb.js';
import { sliceGraph } from '../engine/onnx/slice-graph.js';
import { int64Tensor } from '../engine/onnx/tensor.js';

export interface FusedPlace {
  /** Of the model's graph, [B, T, D]. */
  readonly tensor: string;
  readonly dictionary: GraphDictionary;
  readonly weights: WeightRanges;
}

/** The model with a tensor replaced by its reconstruction, cut to the other outputs it has. */
export function fuseReconstruction(model: GraphModel, { tensor, dictionary, weights }: FusedPlace): GraphModel {
  const { graph } = model;
  const computed = `computed:${tensor}`;
  const at = graph.node.findIndex(({ output }) => output.includes(tensor));
  const producer = graph.node[at];
  const output = producer.output.map((name) => (name === tensor ? computed : name));
  const part = joinParts(
    rowsPart(computed, weights.width),
    encoderPart(dictionary, weights),
    decoderPart(dictionary, weights),
    {
      nodes: [node('Shape', [computed], ['shape_3']), node('Reshape', ['xHat_ND', 'shape_3'], [tensor])],
      initializers: [],
    },
  );
  const fused = {
    ...graph,
    node: graph.node.toSpliced(at, 1, { ...producer, name: computed, output }, ...part.nodes),
    initializer: [...graph.initializer, ...part.initializers],
  };
  const outputs = graph.output.map(({ name = '' }) => name).filter((name) => name !== tensor);
  return sliceGraph({ ...model, graph: fused }, { outputs });
}

/** A model that ends in the tensor and a graph from `x_ND` on, as one. */
export function fuseEncoding(model: GraphModel, encoder: ModelProto, tensor: string): GraphModel {
  const { graph } = model;
  const width = Number(encoder.graph?.input[0].type?.value.value?.shape?.dim[1].value.value);
  const rows = rowsPart(tensor, width);
  return {
    ...model,
    graph: {
      ...graph,
      node: [...graph.node, ...rows.nodes, ...(encoder.graph?.node ?? [])],
      initializer: [...graph.initializer, ...rows.initializers, ...(encoder.graph?.initializer ?? [])],
      output: encoder.graph?.output ?? [],
    },
  };
}

function rowsPart(tensor: string, width: number): GraphPart {
  return {
    nodes: [node('Reshape', [tensor, 'rows.shape'], ['x_ND'])],
    initializers: [int64Tensor('rows.shape', [2], [-1, width])],
  };
}
