/** Replaces the large tensors of a model by references into the file they were read from. */
import { TensorProto_DataLocation } from './generated/onnx_pb.js';
import type { AttributeProto, GraphProto, NodeProto, TensorProto } from './generated/onnx_pb.js';
import type { GraphModel } from './decode-model.js';
import { referencedTensor } from './tensor.js';

/** The bytes a model was decoded from, and the name of their file. */
export interface WeightSource {
  readonly bytes: Uint8Array;
  /** Name of the file in the folder where the new graph file will lie too. */
  readonly file: string;
}

/** Below this a reference saves nothing; the runtime also wants the values of small tensors, such as shapes, at hand. */
export const smallestReferenced = 1024;

/**
 * The same model with every initializer of at least 1 kB pointing into the file by offset; smaller tensors and tensors
 * inside nodes are copied out, so that the file's bytes can be freed. Tensors that are external already stay as they are.
 */
export function referenceWeights(model: GraphModel, source: WeightSource): GraphModel {
  const graph = {
    ...model.graph,
    initializer: model.graph.initializer.map((tensor) => referenced(tensor, source)),
    node: model.graph.node.map(detachedNode),
  };
  return { ...model, graph };
}

function referenced(tensor: TensorProto, source: WeightSource): TensorProto {
  const { rawData } = tensor;
  if (tensor.dataLocation === TensorProto_DataLocation.EXTERNAL || rawData === undefined) return tensor;
  if (rawData.byteLength < smallestReferenced) return detachedTensor(tensor);
  const shape = { dims: tensor.dims.map(Number), dataType: tensor.dataType ?? 0 };
  const offset = rawData.byteOffset - source.bytes.byteOffset;
  return referencedTensor(tensor.name ?? '', shape, { file: source.file, offset, length: rawData.byteLength });
}

function detachedNode(node: NodeProto): NodeProto {
  if (!node.attribute.some(({ t, g, graphs }) => t ?? g ?? graphs.length > 0)) return node;
  return { ...node, attribute: node.attribute.map(detachedAttribute) };
}

function detachedAttribute(attribute: AttributeProto): AttributeProto {
  return {
    ...attribute,
    t: attribute.t && detachedTensor(attribute.t),
    g: attribute.g && detachedGraph(attribute.g),
    graphs: attribute.graphs.map(detachedGraph),
  };
}

function detachedGraph(graph: GraphProto): GraphProto {
  return { ...graph, initializer: graph.initializer.map(detachedTensor), node: graph.node.map(detachedNode) };
}

/** Not by slice(), which makes a view where the bytes are a Buffer. */
function detachedTensor(tensor: TensorProto): TensorProto {
  return tensor.rawData ? { ...tensor, rawData: new Uint8Array(tensor.rawData) } : tensor;
}
