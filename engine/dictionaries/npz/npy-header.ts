/** The header of an array as NumPy saves it: what the array's elements are and how they lie. */
import type { Dtype } from '../tensors/dtype.js';
import { rowMajorStrides } from '../tensors/tensor-layout.js';

export interface NpyHeader {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** In elements. */
  readonly strides: readonly number[];
  /** From the beginning of the array's file to its first element. */
  readonly bytes: number;
}

/** More than the longest header of version 1. */
export const mostNpyHeaderBytes = 2 ** 17;

const magic = [0x93, ...new TextEncoder().encode('NUMPY')];

const dtypes: ReadonlyMap<string, Dtype> = new Map([
  ['<f8', 'float64'],
  ['<f4', 'float32'],
  ['<f2', 'float16'],
  ['<i8', 'int64'],
  ['<i4', 'int32'],
  ['<i2', 'int16'],
  ['|i1', 'int8'],
  ['|u1', 'uint8'],
  ['|b1', 'bool'],
]);

/**
 * The header at the beginning of `bytes`. Throws an Error that continues the sentence `The array ... `.
 *
 * @source NumPy, numpy/lib/format.py: versions 1, 2 and 3
 */
export function parseNpyHeader(bytes: Uint8Array): NpyHeader {
  const { text, end } = readText(bytes);
  const dtype = parseDtype(text);
  const shape = parseShape(text);
  const isColumnMajor = field(text, 'fortran_order', 'True|False') === 'True';
  const strides = isColumnMajor ? rowMajorStrides([...shape].reverse()).reverse() : rowMajorStrides(shape);
  return { dtype, shape, strides, bytes: end };
}

/** The Python dict that describes the array, and where it ends. */
function readText(bytes: Uint8Array): { readonly text: string; readonly end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || magic.some((byte, index) => bytes[index] !== byte))
    throw new Error('is not as NumPy saves arrays');
  const version = bytes[6];
  if (version < 1 || version > 3) throw new Error(`is of version ${version} of NumPy's format`);
  const start = version === 1 ? 10 : 12;
  const end = start + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (end > bytes.length) throw new Error('is cut off in its header');
  return { text: new TextDecoder('latin1').decode(bytes.subarray(start, end)), end };
}

function parseDtype(text: string): Dtype {
  const descriptor = field(text, 'descr', "'[^']*'|\\[[^\\]]*\\]");
  const dtype = dtypes.get(descriptor.slice(1, -1));
  if (dtype && descriptor.startsWith("'")) return dtype;
  throw new Error(`has elements of the type ${descriptor}, which is not served`);
}

function parseShape(text: string): number[] {
  const sizes = field(text, 'shape', '\\((?:\\d+, ?)*(?:\\d+,?)?\\)').slice(1, -1);
  const shape = sizes.split(',').filter((size) => size.trim() !== '');
  return shape.map((size) => {
    if (Number.isSafeInteger(Number(size))) return Number(size);
    throw new Error(`has an axis of the size ${size.trim()}`);
  });
}

function field(text: string, name: string, pattern: string): string {
  const match = new RegExp(`'${name}': (${pattern})[,}]`).exec(text);
  if (match) return match[1];
  throw new Error(`does not say its ${name}`);
}
