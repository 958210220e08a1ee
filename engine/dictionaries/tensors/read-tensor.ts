/** Reads a stored tensor into a row-major typed array, by its strides and offset. */
import type { BinaryFile } from './binary-file.js';
import { elementTypes } from './dtype.js';
import { countElements, isRowMajor, rowMajorStrides, storageExtent } from './tensor-layout.js';
import type { TensorLayout } from './tensor-layout.js';

/** float64 is rounded once to the nearest float32; the other floating-point types are exact. */
export async function readFloat32(file: BinaryFile, layout: TensorLayout): Promise<Float32Array> {
  const strides = layout.strides ?? rowMajorStrides(layout.shape);
  const values = new Float32Array(countElements(layout.shape));
  if (layout.dtype === 'float32' && littleEndian && isRowMajor(layout.shape, strides)) {
    await file.readInto(new Uint8Array(values.buffer), layout.position);
    return values;
  }
  return gather(file, layout, values);
}

/** Exact for every type; throws DICTIONARY_FILE_INVALID for an int64 beyond 2^53. */
export async function readFloat64(file: BinaryFile, layout: TensorLayout): Promise<Float64Array> {
  const values = await gather(file, layout, new Float64Array(countElements(layout.shape)));
  if (layout.dtype === 'int64' && !values.every(Number.isSafeInteger))
    throw file.invalid(`holds an integer beyond 2^53 in "${layout.name}"`);
  return values;
}

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

async function gather<T extends Float32Array | Float64Array>(
  file: BinaryFile,
  layout: TensorLayout,
  values: T,
): Promise<T> {
  const { shape } = layout;
  const strides = layout.strides ?? rowMajorStrides(shape);
  const { bytes, read } = elementTypes[layout.dtype];
  const span = await file.read(layout.position, storageExtent(shape, strides) * bytes);
  const view = new DataView(span.buffer);
  const innermost = shape.length === 0 ? 1 : shape[shape.length - 1];
  const step = shape.length === 0 ? 0 : strides[shape.length - 1] * bytes;
  for (let row = 0; row * innermost < values.length; row++) {
    const start = rowOffset(row, shape, strides) * bytes;
    for (let column = 0; column < innermost; column++)
      values[row * innermost + column] = read(view, start + column * step);
  }
  return values;
}

/** Offset, in elements, of the first element of a row: the last axis runs, the others are counted by `row`. */
function rowOffset(row: number, shape: readonly number[], strides: readonly number[]): number {
  let offset = 0;
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    offset += (row % shape[axis]) * strides[axis];
    row = Math.floor(row / shape[axis]);
  }
  return offset;
}
