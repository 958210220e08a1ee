/** The values of a float32 or float16 tensor, wherever they lie, read in blocks. */
import { float16Value, readFloat16Into } from '../../domain/float16.js';
import { bytesOf } from '../bytes-of.js';
import { DataType } from '../onnx/data-types.js';
import { elementCount } from '../onnx/decode-model.js';
import { findExternalRange } from '../onnx/external-range.js';
import type { TensorProto } from '../onnx/generated/onnx_pb.js';
import type { FileRange } from '../onnx/tensor.js';
import type { WeightFiles } from './weight-files.js';

/** Values that are held at a time: 1 MB of them. */
export const blockValues = 2 ** 18;

export interface MatrixValues {
  readonly count: number;
  /** Fills `into` with the values from place `first` of the row-major order on. */
  readInto(into: Float32Array, first: number): Promise<void>;
}

/** Throws a plain Error for a tensor of another type; reading throws as `WeightFiles.readInto`. */
export function valuesOf(tensor: TensorProto, files: WeightFiles): MatrixValues {
  const count = elementCount(tensor);
  const range = findExternalRange(tensor);
  if (range) return { count, readInto: readerOf(range, tensor, files) };
  const held = heldValues(tensor);
  if (held.length !== count) throw new Error(`tensor "${tensor.name}" is neither float32 nor float16`);
  return {
    count,
    readInto: (into, first) => Promise.resolve(into.set(held.subarray(first, first + into.length))),
  };
}

/** Fills a block with consecutive values, one block after the other. */
export async function* blocksOf(
  values: MatrixValues,
): AsyncGenerator<{ readonly first: number; readonly block: Float32Array }> {
  const buffer = new Float32Array(Math.min(blockValues, values.count));
  for (let first = 0; first < values.count; first += blockValues) {
    const block = buffer.subarray(0, Math.min(blockValues, values.count - first));
    await values.readInto(block, first);
    yield { first, block };
  }
}

function readerOf(
  { file, offset }: FileRange,
  { dataType }: TensorProto,
  files: WeightFiles,
): MatrixValues['readInto'] {
  if (dataType !== DataType.FLOAT16) return (into, first) => files.readInto(bytesOf(into), file, offset + 4 * first);
  return async (into, first) => {
    const bits = new Uint16Array(into.length);
    await files.readInto(bytesOf(bits), file, offset + 2 * first);
    readFloat16Into(into, bits);
  };
}

/** ONNX keeps float16 that does not lie in raw bytes as whole numbers. */
function heldValues({ rawData, floatData, int32Data, dataType }: TensorProto): Float32Array {
  if (dataType === DataType.FLOAT16) {
    const bits = rawData ? new Uint16Array(new Uint8Array(rawData).buffer) : Uint16Array.from(int32Data);
    return Float32Array.from(bits, float16Value);
  }
  if (rawData === undefined) return Float32Array.from(floatData);
  return new Float32Array(new Uint8Array(rawData).buffer);
}
