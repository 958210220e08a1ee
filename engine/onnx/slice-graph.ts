/** Cuts a graph down to what some of its tensors need. ONNX Runtime runs every node of a graph, wanted or not. */
import type { GraphModel } from './decode-model.js';
import { tensorInfo } from './build-graph.js';
import { DataType } from './data-types.js';
import type { GraphProto, NodeProto, ValueInfoProto } from './generated/onnx_pb.js';
import { tensorsReadBy } from './graph-edges.js';

export interface SliceOptions {
  /** Names of the tensors that become the graph's only outputs. */
  readonly outputs: readonly string[];
  /** Tensors that are fed instead of computed; they become inputs where they are needed. */
  readonly cuts?: readonly ValueInfoProto[];
}

/** The model with only the nodes, initializers and inputs that the outputs need. Throws a plain Error for an unknown tensor. */
export function sliceGraph(model: GraphModel, { outputs, cuts = [] }: SliceOptions): GraphModel {
  const { graph } = model;
  const cutNames = new Set(cuts.map(({ name }) => name ?? ''));
  const { nodes, tensors } = neededFor(graph, outputs, cutNames);
  const isNeeded = ({ name }: { readonly name?: string }): boolean => tensors.has(name ?? '');
  const outside = new Set([...outputs, ...cutNames]);
  const isOutside = ({ name }: { readonly name?: string }): boolean => outside.has(name ?? '');
  const sliced = {
    ...graph,
    node: graph.node.filter((node) => nodes.has(node)),
    initializer: graph.initializer.filter((tensor) => isNeeded(tensor) && !cutNames.has(tensor.name ?? '')),
    sparseInitializer: graph.sparseInitializer.filter(({ values }) => values !== undefined && isNeeded(values)),
    input: [
      ...graph.input.filter((input) => isNeeded(input) && !cutNames.has(input.name ?? '')),
      ...cuts.filter(isNeeded),
    ],
    output: outputs.map((name) => outputInfo(graph, name)),
    valueInfo: graph.valueInfo.filter((info) => isNeeded(info) && !isOutside(info)),
  };
  return { ...model, graph: sliced };
}

/** The description a graph already has of a tensor, or that of a float32 tensor of any shape. */
function outputInfo(graph: GraphProto, name: string): ValueInfoProto {
  const known = [...graph.output, ...graph.valueInfo].find((info) => info.name === name);
  return known ?? tensorInfo(name, DataType.FLOAT);
}

function neededFor(graph: GraphProto, outputs: readonly string[], cuts: ReadonlySet<string>) {
  const producers = producersOf(graph);
  const given = givenTensors(graph);
  const nodes = new Set<NodeProto>();
  const tensors = new Set<string>();
  const waiting = [...outputs];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (tensors.has(name)) continue;
    tensors.add(name);
    if (cuts.has(name)) continue;
    const node = producers.get(name);
    if (!node && !given.has(name)) throw new Error(`the graph has no tensor "${name}"`);
    if (!node || nodes.has(node)) continue;
    nodes.add(node);
    waiting.push(...tensorsReadBy(node));
  }
  return { nodes, tensors };
}

/** The node that makes each computed tensor. */
export function producersOf(graph: GraphProto): Map<string, NodeProto> {
  return new Map(graph.node.flatMap((node) => node.output.filter((name) => name !== '').map((name) => [name, node])));
}

function givenTensors(graph: GraphProto): Set<string> {
  const sparse = graph.sparseInitializer.map(({ values }) => values?.name);
  const names = [...graph.input.map(({ name }) => name), ...graph.initializer.map(({ name }) => name), ...sparse];
  return new Set(names.map((name) => name ?? ''));
}
