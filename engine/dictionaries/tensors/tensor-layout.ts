/** Where the elements of a stored tensor lie in its file. */
import type { StoredTensor } from '../../../domain/dictionary.js';
import type { Dtype } from './dtype.js';

export interface TensorLayout extends StoredTensor {
  readonly dtype: Dtype;
  /** Byte position in the file of the element [0, ..., 0]. */
  readonly position: number;
}

export function countElements(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Strides, in elements, of a row-major tensor. */
export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

/** Elements from the first to the last of a tensor in its storage, both included; 0 for an empty tensor. */
export function storageExtent(shape: readonly number[], strides: readonly number[]): number {
  if (shape.includes(0)) return 0;
  return shape.reduce((extent, size, axis) => extent + (size - 1) * strides[axis], 1);
}

/** Strides of axes of size 1 say nothing: PyTorch leaves anything there. */
export function isRowMajor(shape: readonly number[], strides: readonly number[]): boolean {
  const wanted = rowMajorStrides(shape);
  return shape.every((size, axis) => size === 1 || strides[axis] === wanted[axis]);
}

/** The same tensor with its axes in the opposite order; nothing is moved. */
export function transposed(layout: TensorLayout): TensorLayout {
  const strides = layout.strides ?? rowMajorStrides(layout.shape);
  return { ...layout, shape: [...layout.shape].reverse(), strides: [...strides].reverse() };
}
