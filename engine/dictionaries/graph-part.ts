/** Parts of which the graphs of dictionaries are composed. */
import type { CanonicalTensor } from '../engine.js';
import { node } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import type { NodeProto, TensorProto } from '../onnx/generated/onnx_pb.js';
import { referencedTensor } from '../onnx/tensor.js';
import { weightShapes } from './canonical-weights.js';
import type { WeightRanges } from './canonical-weights.js';

/** Nodes, in the order of their dependence, and the constants they use. */
export interface GraphPart {
  readonly nodes: readonly NodeProto[];
  readonly initializers: readonly TensorProto[];
}

/** The parts as one, in their order; what several of them have under one name is there once, from the first of them. */
export function joinParts(...parts: readonly GraphPart[]): GraphPart {
  return {
    nodes: firstOfEach(
      parts.flatMap(({ nodes }) => nodes),
      ({ output }) => output[0],
    ),
    initializers: firstOfEach(
      parts.flatMap(({ initializers }) => initializers),
      ({ name }) => name,
    ),
  };
}

function firstOfEach<T>(items: readonly T[], nameOf: (item: T) => string | undefined): T[] {
  const seen = new Set<string | undefined>();
  return items.filter((item) => !seen.has(nameOf(item)) && seen.add(nameOf(item)));
}

/**
 * Canonical weights by their names, in float32, referred to where they lie; what lies there as float16 is cast. Throws a plain Error for
 * one that the dictionary does not have.
 */
export function weightsPart(names: readonly CanonicalTensor[], weights: WeightRanges): GraphPart {
  return joinParts(...names.map((name) => weightPart(name, weights)));
}

function weightPart(name: CanonicalTensor, weights: WeightRanges): GraphPart {
  const range = weights.ranges[name];
  if (!range) throw new Error(`the dictionary has no ${name}`);
  const dims = weightShapes(weights)[name];
  if (range.dtype === 'float32')
    return { nodes: [], initializers: [referencedTensor(name, { dims, dataType: DataType.FLOAT }, range)] };
  const half = `${name}.half`;
  return {
    nodes: [node('Cast', [half], [name], { to: DataType.FLOAT })],
    initializers: [referencedTensor(half, { dims, dataType: DataType.FLOAT16 }, range)],
  };
}
