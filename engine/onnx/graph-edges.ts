/** Which tensors a node reads, those that its inner graphs take from outside included. */
import type { GraphProto, NodeProto } from './generated/onnx_pb.js';

/** Names of all tensors a node needs; the bodies of If, Loop and Scan read outer tensors by name. */
export function tensorsReadBy(node: NodeProto): string[] {
  const direct = node.input.filter((name) => name !== '');
  return [...direct, ...innerGraphs(node).flatMap(tensorsReadFromOutside)];
}

/** The graphs in a node's attributes. */
export function innerGraphs(node: NodeProto): GraphProto[] {
  return node.attribute.flatMap(({ g, graphs }) => (g ? [g, ...graphs] : graphs));
}

function tensorsReadFromOutside(graph: GraphProto): string[] {
  const own = new Set([
    ...graph.input.map(({ name }) => name),
    ...graph.initializer.map(({ name }) => name),
    ...graph.node.flatMap(({ output }) => output),
  ]);
  const read = [...graph.node.flatMap(tensorsReadBy), ...graph.output.map(({ name }) => name ?? '')];
  return read.filter((name) => !own.has(name));
}
