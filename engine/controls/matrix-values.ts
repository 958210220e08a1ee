/** The values of a float32 tensor, wherever they lie, read in blocks. */
import { elementCount } from '../onnx/decode-model.js';
import { findExternalRange } from '../onnx/external-range.js';
import type { TensorProto } from '../onnx/generated/onnx_pb.js';
import type { WeightFiles } from './weight-files.js';

/** Values that are held at a time: 1 MB of them. */
export const blockValues = 2 ** 18;

export interface MatrixValues {
  readonly count: number;
  /** Fills `into` with the values from place `first` of the row-major order on. */
  readInto(into: Float32Array, first: number): Promise<void>;
}

/** Throws a plain Error for a tensor that is not float32; reading throws as `WeightFiles.readInto`. */
export function valuesOf(tensor: TensorProto, files: WeightFiles): MatrixValues {
  const count = elementCount(tensor);
  const range = findExternalRange(tensor);
  if (range) {
    const { file, offset } = range;
    return { count, readInto: (into, first) => files.readInto(bytesOf(into), file, offset + 4 * first) };
  }
  const held = heldValues(tensor);
  if (held.length !== count) throw new Error(`tensor "${tensor.name}" is not float32`);
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

/** The bytes of an array, not copied; files hold them little-endian, as every processor that Node runs on does. */
export function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function heldValues({ rawData, floatData }: TensorProto): Float32Array {
  if (rawData === undefined) return Float32Array.from(floatData);
  return new Float32Array(new Uint8Array(rawData).buffer);
}
