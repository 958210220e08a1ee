/** Makes tensors of float16 leave and enter a graph as float32, which is what is read, changed and compared everywhere. */
import { node, tensorInfo } from './build-graph.js';
import { DataType } from './data-types.js';
import type { GraphModel } from './decode-model.js';
import type { AttributeProto, GraphProto, NodeProto, ValueInfoProto } from './generated/onnx_pb.js';
import { tensorTypesOf } from './tensor-types.js';

/** What the model computes, and what it goes on with; between them the tensor has its own name. */
const halfName = (tensor: string): string => `saeql.half:${tensor}`;
const narrowName = (tensor: string): string => `saeql.narrow:${tensor}`;

/**
 * The model with the computed tensors of float16 among these cast to float32, and back for the nodes that read them: nothing
 * is lost on the way. Tensors of other types are left alone, and a model without float16 is returned as it is.
 */
export function widenTensors(model: GraphModel, tensors: readonly string[]): GraphModel {
  const types = tensorTypesOf(model.graph);
  const computed = new Set(model.graph.node.flatMap(({ output }) => output));
  const halves = new Set(tensors.filter((name) => types.get(name) === DataType.FLOAT16 && computed.has(name)));
  return halves.size === 0 ? model : { ...model, graph: widened(model.graph, halves) };
}

function widened(graph: GraphProto, halves: ReadonlySet<string>): GraphProto {
  const toNarrow = (name: string): string => (halves.has(name) ? narrowName(name) : name);
  const toHalf = (name: string): string => (halves.has(name) ? halfName(name) : name);
  const nodes = graph.node.flatMap((original): NodeProto[] => {
    const changed = { ...withReads(original, toNarrow), output: original.output.map(toHalf) };
    return [changed, ...original.output.filter((name) => halves.has(name)).flatMap(castsOf)];
  });
  const infos = (all: readonly ValueInfoProto[]): ValueInfoProto[] => all.map((info) => asFloat32(info, halves));
  return { ...graph, node: nodes, output: infos(graph.output), valueInfo: infos(graph.valueInfo) };
}

function castsOf(name: string): NodeProto[] {
  return [
    node('Cast', [halfName(name)], [name], { to: DataType.FLOAT }),
    node('Cast', [name], [narrowName(name)], { to: DataType.FLOAT16 }),
  ];
}

function asFloat32(info: ValueInfoProto, halves: ReadonlySet<string>): ValueInfoProto {
  return halves.has(info.name ?? '') ? tensorInfo(info.name ?? '', DataType.FLOAT) : info;
}

/** The node with what it reads renamed, in the bodies of If, Loop and Scan too. */
function withReads(original: NodeProto, rename: (name: string) => string): NodeProto {
  return {
    ...original,
    input: original.input.map(rename),
    attribute: original.attribute.map((attribute) => withInnerReads(attribute, rename)),
  };
}

function withInnerReads(attribute: AttributeProto, rename: (name: string) => string): AttributeProto {
  const inner = (graph: GraphProto): GraphProto => {
    // What a body defines hides a tensor of the same name outside.
    const own = new Set([...graph.input, ...graph.initializer].map(({ name }) => name ?? ''));
    for (const { output } of graph.node) for (const name of output) own.add(name);
    const unlessOwn = (name: string): string => (own.has(name) ? name : rename(name));
    return {
      ...graph,
      node: graph.node.map((each) => withReads(each, unlessOwn)),
      output: graph.output.map((info) => ({ ...info, name: unlessOwn(info.name ?? '') })),
    };
  };
  if (!attribute.g && attribute.graphs.length === 0) return attribute;
  return { ...attribute, ...(attribute.g && { g: inner(attribute.g) }), graphs: attribute.graphs.map(inner) };
}
