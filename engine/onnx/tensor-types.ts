/** Infers the element types of the tensors that a graph computes; exporters rarely write them down. */
import { DataType } from './data-types.js';
import type { AttributeProto, GraphProto, NodeProto, ValueInfoProto } from './generated/onnx_pb.js';

/** Element type of each tensor of the graph, by name. */
export type TensorTypes = ReadonlyMap<string, number>;

/**
 * What the graph says, and for the rest what the operators of the ONNX specification give: most hand on the type of their
 * first input. Nodes must be in an order in which they can run.
 */
export function tensorTypesOf(graph: GraphProto): TensorTypes {
  return typesInside(graph, new Map());
}

/** Those of the tensors outside, which the nodes of an inner graph may read, and its own. */
function typesInside(graph: GraphProto, outer: TensorTypes): TensorTypes {
  const types = new Map(outer);
  for (const { output } of graph.node) for (const name of output) types.delete(name);
  for (const { name, dataType } of graph.initializer) types.set(name ?? '', dataType ?? 0);
  for (const info of [...graph.input, ...graph.valueInfo, ...graph.output]) setDeclared(types, info);
  for (const node of graph.node)
    node.output.forEach((name, place) => {
      if (name !== '' && !types.has(name)) types.set(name, outputType(node, place, types));
    });
  return types;
}

function setDeclared(types: Map<string, number>, { name, type }: ValueInfoProto): void {
  const elementType = type?.value.case === 'tensorType' ? type.value.value.elemType : undefined;
  if (elementType) types.set(name ?? '', elementType);
}

const integerOperators = new Set(['Shape', 'Size', 'NonZero', 'ArgMax', 'ArgMin']);
const booleanOperators = new Set([
  ...['Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual'],
  ...['And', 'Or', 'Xor', 'Not', 'IsNaN', 'IsInf'],
]);
/** Operators whose result has the type of another input than the first; norms that of their gain. */
const decidingInput: Readonly<Record<string, number>> = {
  ...{ Where: 1, CastLike: 1, DequantizeLinear: 1, OneHot: 2, GatherBlockQuantized: 2 },
  ...{ LayerNormalization: 1, SimplifiedLayerNormalization: 1 },
};
/** Operators of two results more, the mean and the deviation, which are float32 whatever the first one is. */
const norms = new Set([
  ...['LayerNormalization', 'SimplifiedLayerNormalization'],
  ...['SkipLayerNormalization', 'SkipSimplifiedLayerNormalization'],
]);
/** Operators whose results are those of a graph inside, from which of them on. */
const firstInnerOutput: Readonly<Record<string, number>> = { If: 0, Scan: 0, Loop: 1 };

function outputType(node: NodeProto, place: number, types: TensorTypes): number {
  const operator = node.opType ?? '';
  if (integerOperators.has(operator) || (operator === 'TopK' && place === 1)) return DataType.INT64;
  if (booleanOperators.has(operator)) return DataType.BOOL;
  if (operator === 'Dropout' && place === 1) return DataType.BOOL;
  if (norms.has(operator) && (place === 1 || place === 2)) return DataType.FLOAT;
  if (operator in firstInnerOutput) return innerType(node, place + firstInnerOutput[operator], types);
  const stated = statedType(node);
  return stated ?? types.get(node.input[decidingInput[operator] ?? 0] ?? '') ?? DataType.FLOAT;
}

/** The type that an attribute gives. */
function statedType(node: NodeProto): number | undefined {
  const find = (...names: readonly string[]): AttributeProto | undefined =>
    node.attribute.find(({ name }) => names.includes(name ?? ''));
  switch (node.opType) {
    case 'Cast':
      return Number(find('to')?.i ?? DataType.FLOAT);
    case 'Constant':
      if (find('value_int', 'value_ints')) return DataType.INT64;
      return find('value')?.t?.dataType ?? DataType.FLOAT;
    case 'ConstantOfShape':
      return find('value')?.t?.dataType ?? DataType.FLOAT;
    default:
      return undefined;
  }
}

/** Both branches of an If give the same type, so one of them is asked. */
function innerType(node: NodeProto, place: number, outer: TensorTypes): number {
  const inner = node.attribute.find(({ g }) => g !== undefined)?.g;
  if (!inner) return DataType.FLOAT;
  const name = inner.output[place]?.name ?? '';
  return typesInside(inner, outer).get(name) ?? DataType.FLOAT;
}
