/** Readers of a dictionary's weights in a tensor file: shapes checked at once; numbers finite, matrices feature-major. */
import type { WeightReader, WeightReaders } from '../../engine.js';
import { readFloat32 } from '../tensors/read-tensor.js';
import type { TensorFile } from '../tensors/tensor-file.js';
import { transposed } from '../tensors/tensor-layout.js';
import type { TensorLayout } from '../tensors/tensor-layout.js';

export interface DictionarySizes {
  /** F. */
  readonly size: number;
  /** D. */
  readonly width: number;
}

/** Weights that were changed when they were imported, or not. */
export interface FoldedWeights {
  readonly weights: WeightReaders;
  /** What was done, in words; undefined when nothing was. */
  readonly fold: string | undefined;
}

/** Order in which a library stores the axes of a matrix. */
export type MatrixAxes = 'FD' | 'DF';

/** A matrix of a library by its name in the file. */
export interface StoredMatrix {
  readonly name: string;
  readonly axes: MatrixAxes;
}

/** F and D as the stored shape of a matrix gives them. */
export function sizesOf(tensorFile: TensorFile, name: string, axes: MatrixAxes): DictionarySizes {
  const { shape } = getLayout(tensorFile, name);
  if (shape.length !== 2 || shape.includes(0))
    throw tensorFile.file.invalid(`has a matrix "${name}" of the shape [${shape.join(', ')}]`);
  return axes === 'FD' ? { size: shape[0], width: shape[1] } : { size: shape[1], width: shape[0] };
}

/** Refuses sizes that contradict the configuration; what it does not say is undefined. */
export function checkSizes(tensorFile: TensorFile, sizes: DictionarySizes, configured: Partial<DictionarySizes>): void {
  const { size = sizes.size, width = sizes.width } = configured;
  if (size === sizes.size && width === sizes.width) return;
  throw tensorFile.file.invalid(
    `holds ${sizes.size} features of width ${sizes.width}; its configuration says ${size} features of width ${width}`,
  );
}

/** Reads a matrix as [F, D], whichever way it is stored; the reader throws for numbers that are not finite. */
export function matrixReader_FD(
  tensorFile: TensorFile,
  name: string,
  { size, width, axes }: DictionarySizes & { readonly axes: MatrixAxes },
): WeightReader {
  const layout = getLayout(tensorFile, name);
  checkShape(tensorFile, layout, axes === 'FD' ? [size, width] : [width, size]);
  const layout_FD = axes === 'FD' ? layout : transposed(layout);
  return () => readFinite(tensorFile, layout_FD);
}

/** As `matrixReader_FD`. */
export function vectorReader(tensorFile: TensorFile, name: string, length: number): WeightReader {
  return tensorReader(tensorFile, name, [length]);
}

/** Reads a tensor of this shape as it is stored, row-major; the reader throws for numbers that are not finite. */
export function tensorReader(tensorFile: TensorFile, name: string, shape: readonly number[]): WeightReader {
  const layout = getLayout(tensorFile, name);
  checkShape(tensorFile, layout, shape);
  return () => readFinite(tensorFile, layout);
}

/** A reader whose values are changed, in the array of their own that each call gives, before they are handed on. */
export function changedReader(read: WeightReader, changeInPlace: (values: Float32Array) => void): WeightReader {
  return async () => {
    const values = await read();
    changeInPlace(values);
    return values;
  };
}

function getLayout(tensorFile: TensorFile, name: string): TensorLayout {
  const layout = tensorFile.tensors.get(name);
  if (!layout) throw tensorFile.file.invalid(`lacks the tensor "${name}"`);
  return layout;
}

function checkShape(tensorFile: TensorFile, { name, shape }: TensorLayout, wanted: readonly number[]): void {
  if (shape.length === wanted.length && shape.every((size, axis) => size === wanted[axis])) return;
  throw tensorFile.file.invalid(
    `has a tensor "${name}" of the shape [${shape.join(', ')}] where [${wanted.join(', ')}] is needed`,
  );
}

async function readFinite(tensorFile: TensorFile, layout: TensorLayout): Promise<Float32Array> {
  const values = await readFloat32(tensorFile.file, layout);
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index >= 0) throw tensorFile.file.invalid(`holds ${values[index]} in its tensor "${layout.name}"`);
  return values;
}
