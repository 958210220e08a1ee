/** Builds the constant tensors of a graph (ONNX calls them initializers), by value or by reference into a file. */
import { create } from '@bufbuild/protobuf';
import { bytesOf } from '../bytes-of.js';
import { TensorProto_DataLocation, TensorProto_DataType as DataType, TensorProtoSchema } from './generated/onnx_pb.js';
import type { TensorProto } from './generated/onnx_pb.js';

/** Where the bytes of a tensor lie in a file beside the graph file. */
export interface FileRange {
  /** Relative to the folder of the graph file. */
  readonly file: string;
  /** In bytes; need not be aligned. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
}

export interface TensorShape {
  readonly dims: readonly number[];
  readonly dataType: DataType;
}

/** A float32 tensor that holds its values; row-major. */
export function float32Tensor(name: string, dims: readonly number[], values: Float32Array): TensorProto {
  return heldTensor(name, { dims, dataType: DataType.FLOAT }, values);
}

/** An int64 tensor that holds its values; ONNX wants int64 for axes, shapes and indices. */
export function int64Tensor(name: string, dims: readonly number[], values: readonly number[]): TensorProto {
  return heldTensor(name, { dims, dataType: DataType.INT64 }, BigInt64Array.from(values, BigInt));
}

/** A uint8 tensor that holds its values. */
export function uint8Tensor(name: string, dims: readonly number[], values: Uint8Array): TensorProto {
  return heldTensor(name, { dims, dataType: DataType.UINT8 }, values);
}

/** A tensor whose little-endian bytes lie in a file; the runtime maps them instead of copying them. */
export function referencedTensor(name: string, shape: TensorShape, range: FileRange): TensorProto {
  return { ...referenceTo(range), name, dims: shape.dims.map(BigInt), dataType: shape.dataType };
}

/** A tensor that says where its bytes lie and nothing else. */
export function referenceTo({ file, offset, length }: FileRange): TensorProto {
  return create(TensorProtoSchema, {
    dataLocation: TensorProto_DataLocation.EXTERNAL,
    externalData: [
      { key: 'location', value: file },
      { key: 'offset', value: String(offset) },
      { key: 'length', value: String(length) },
    ],
  });
}

function heldTensor(name: string, shape: TensorShape, values: Float32Array | BigInt64Array | Uint8Array): TensorProto {
  return create(TensorProtoSchema, {
    name,
    dims: shape.dims.map(BigInt),
    dataType: shape.dataType,
    rawData: bytesOf(values),
  });
}
