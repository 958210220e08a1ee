/** The element types of ONNX tensors, and how wide they are. */
import { TensorProto_DataType as DataType } from './generated/onnx_pb.js';

export { DataType };

const widths: ReadonlyMap<number, number> = new Map([
  [DataType.FLOAT, 4],
  [DataType.UINT8, 1],
  [DataType.INT8, 1],
  [DataType.UINT16, 2],
  [DataType.INT16, 2],
  [DataType.INT32, 4],
  [DataType.INT64, 8],
  [DataType.BOOL, 1],
  [DataType.FLOAT16, 2],
  [DataType.DOUBLE, 8],
  [DataType.UINT32, 4],
  [DataType.UINT64, 8],
  [DataType.BFLOAT16, 2],
]);

/** Bytes an element; undefined for strings and for types that pack several elements into a byte. */
export function elementBytes(dataType: number): number | undefined {
  return widths.get(dataType);
}
