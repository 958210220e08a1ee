/** The element types of stored tensors: their width and how an element becomes a number. */
import { float16Value } from '../../../domain/float16.js';

interface ElementType {
  readonly bytes: number;
  /** The element at a byte offset; little-endian. */
  readonly read: (view: DataView, offset: number) => number;
}

export const elementTypes = {
  float64: { bytes: 8, read: (view, offset) => view.getFloat64(offset, true) },
  float32: { bytes: 4, read: (view, offset) => view.getFloat32(offset, true) },
  float16: { bytes: 2, read: (view, offset) => float16Value(view.getUint16(offset, true)) },
  bfloat16: { bytes: 2, read: (view, offset) => bfloat16(view.getUint16(offset, true)) },
  int64: { bytes: 8, read: (view, offset) => Number(view.getBigInt64(offset, true)) },
  int32: { bytes: 4, read: (view, offset) => view.getInt32(offset, true) },
  int16: { bytes: 2, read: (view, offset) => view.getInt16(offset, true) },
  int8: { bytes: 1, read: (view, offset) => view.getInt8(offset) },
  uint8: { bytes: 1, read: (view, offset) => view.getUint8(offset) },
  bool: { bytes: 1, read: (view, offset) => (view.getUint8(offset) === 0 ? 0 : 1) },
} as const satisfies Record<string, ElementType>;

export type Dtype = keyof typeof elementTypes;

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** The elements that lie one behind the other in the bytes, as numbers; a view of the bytes where that is possible. */
export function toNumbers(dtype: Dtype, stored: Uint8Array): Float32Array | Float64Array {
  const { bytes, read } = elementTypes[dtype];
  const count = stored.byteLength / bytes;
  if (dtype === 'float32' && littleEndian) return new Float32Array(stored.buffer, stored.byteOffset, count);
  const numbers = bytes === 2 ? new Float32Array(count) : new Float64Array(count);
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  for (let index = 0; index < count; index++) numbers[index] = read(view, index * bytes);
  return numbers;
}

const float = new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);

/** A bfloat16 is the upper half of a float32; exact. */
function bfloat16(bits: number): number {
  floatBits[0] = bits << 16;
  return float[0];
}
