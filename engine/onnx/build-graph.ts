/** Builds the pieces of an ONNX graph: nodes, tensors, inputs and outputs, and a model around them. */
import { create } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  ValueInfoProtoSchema,
} from './generated/onnx_pb.js';
import type {
  AttributeProto,
  ModelProto,
  NodeProto,
  TensorProto,
  TensorProto_DataType as DataType,
  ValueInfoProto,
} from './generated/onnx_pb.js';

/** A number is an INT, a list of numbers INTS; floats are marked, since 1 and 1.0 are the same number here. */
export type AttributeValue = number | readonly number[] | string | { readonly float: number };

/** A size, or the name of a size that is known only when the graph runs. */
export type Dimension = number | string;

export interface GraphParts {
  readonly nodes: readonly NodeProto[];
  readonly inputs: readonly ValueInfoProto[];
  readonly outputs: readonly ValueInfoProto[];
  readonly initializers: readonly TensorProto[];
}

/** IR version 8 belongs to opset 17 (ONNX 1.12), the newest pair that every supported runtime reads. */
const irVersion = 8n;
const opset = 17n;

/** A node of the default operator set; an input `''` is an optional one left out. */
export function node(
  opType: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, AttributeValue>> = {},
): NodeProto {
  return create(NodeProtoSchema, {
    opType,
    // No two nodes of a graph may have one name: a model may call its own like its tensors, and an output may get another name later.
    name: `saeql.${opType}:${outputs[0]}`,
    input: [...inputs],
    output: [...outputs],
    attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
  });
}

/** An input or output of a graph; without dims its shape is left to the runtime's inference. */
export function tensorInfo(name: string, dataType: DataType, dims?: readonly Dimension[]): ValueInfoProto {
  const shape = dims && { dim: dims.map((dim) => ({ value: dimension(dim) })) };
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: 'tensorType', value: { elemType: dataType, shape } } },
  });
}

/** A model of opset 17 that consists of these parts. */
export function buildModel(name: string, parts: GraphParts): ModelProto {
  return create(ModelProtoSchema, {
    irVersion,
    producerName: 'saeql',
    opsetImport: [{ domain: '', version: opset }],
    graph: {
      name,
      node: [...parts.nodes],
      input: [...parts.inputs],
      output: [...parts.outputs],
      initializer: [...parts.initializers],
    },
  });
}

function attribute(name: string, value: AttributeValue): AttributeProto {
  if (typeof value === 'number')
    return create(AttributeProtoSchema, { name, type: AttributeType.INT, i: BigInt(value) });
  if (typeof value === 'string')
    return create(AttributeProtoSchema, { name, type: AttributeType.STRING, s: new TextEncoder().encode(value) });
  if ('float' in value) return create(AttributeProtoSchema, { name, type: AttributeType.FLOAT, f: value.float });
  return create(AttributeProtoSchema, { name, type: AttributeType.INTS, ints: value.map(BigInt) });
}

function dimension(dim: Dimension) {
  return typeof dim === 'number'
    ? ({ case: 'dimValue', value: BigInt(dim) } as const)
    : ({ case: 'dimParam', value: dim } as const);
}
