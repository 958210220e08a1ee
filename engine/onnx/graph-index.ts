/** Answers questions about how the tensors of a graph hang together. */
import type { GraphProto, NodeProto, TensorProto } from './generated/onnx_pb.js';
import { tensorsReadBy } from './graph-edges.js';
import { producersOf } from './slice-graph.js';

export interface GraphIndex {
  readonly graph: GraphProto;
  readonly initializers: ReadonlyMap<string, TensorProto>;
  /** The node that computes a tensor. */
  readonly producers: ReadonlyMap<string, NodeProto>;
  /** The nodes that read a tensor, in the graph's order. */
  readonly consumers: ReadonlyMap<string, readonly NodeProto[]>;
  /** Place of a node in the graph; a node comes after all it reads. */
  readonly order: ReadonlyMap<NodeProto, number>;
}

export function indexGraph(graph: GraphProto): GraphIndex {
  const consumers = new Map<string, NodeProto[]>();
  for (const node of graph.node) {
    for (const name of new Set(tensorsReadBy(node))) {
      const readers = consumers.get(name);
      if (readers) readers.push(node);
      else consumers.set(name, [node]);
    }
  }
  return {
    graph,
    consumers,
    producers: producersOf(graph),
    initializers: new Map(graph.initializer.map((tensor) => [tensor.name ?? '', tensor])),
    order: new Map(graph.node.map((node, place) => [node, place])),
  };
}

/** Whether a tensor is the same at every run: an initializer, a Constant, or computed from such alone. */
export function isConstant(index: GraphIndex, name: string): boolean {
  if (index.initializers.has(name)) return true;
  const node = index.producers.get(name);
  if (!node) return false;
  if (node.opType === 'Constant') return true;
  const inputs = tensorsReadBy(node);
  return inputs.length > 0 && inputs.every((input) => isConstant(index, input));
}

/** Shape of a constant matrix, transpositions on the way from its initializer undone; undefined where it cannot be told. */
export function matrixShape(index: GraphIndex, name: string): readonly [number, number] | undefined {
  const tensor = index.initializers.get(name);
  if (tensor) return tensor.dims.length === 2 ? [Number(tensor.dims[0]), Number(tensor.dims[1])] : undefined;
  const node = index.producers.get(name);
  if (!node || !['Transpose', 'Cast', 'Identity', 'DequantizeLinear'].includes(node.opType ?? '')) return undefined;
  const shape = matrixShape(index, node.input[0]);
  return shape && node.opType === 'Transpose' ? [shape[1], shape[0]] : shape;
}

/** The nodes between a tensor and the boundary, and which tensors of the boundary they read. */
export interface Cone {
  readonly nodes: ReadonlySet<NodeProto>;
  readonly reached: ReadonlySet<string>;
}

/**
 * Walks back from a tensor to the tensors of a boundary. What is only asked for its shape does not count as read: masks
 * and positions are often sized by an activation that they do not depend on.
 */
export function coneOf(index: GraphIndex, tensor: string, boundary: ReadonlySet<string>): Cone {
  const nodes = new Set<NodeProto>();
  const reached = new Set<string>();
  const waiting = [tensor];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (boundary.has(name)) {
      reached.add(name);
      continue;
    }
    const node = index.producers.get(name);
    if (!node || nodes.has(node) || node.opType === 'Shape' || node.opType === 'Size') continue;
    nodes.add(node);
    waiting.push(...tensorsReadBy(node));
  }
  return { nodes, reached };
}
