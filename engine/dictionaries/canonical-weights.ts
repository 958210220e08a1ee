/** The file of canonical weights that every registered dictionary has: `weights.safetensors` in its folder. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isFloat16 } from '../../domain/float16.js';
import { optionalWeights, requiredWeights } from '../engine.js';
import type { CanonicalTensor, ImportedDictionary, OptionalWeight, RequiredWeight, WeightReader } from '../engine.js';
import type { FileRange } from '../onnx/tensor.js';
import { openSafetensors } from './safetensors/open-safetensors.js';
import { writeSafetensors } from './safetensors/write-safetensors.js';
import type { TensorSource } from './safetensors/write-safetensors.js';
import { elementTypes } from './tensors/dtype.js';
import { releaseArray } from './tensors/release-array.js';
import type { TensorFile } from './tensors/tensor-file.js';
import { countElements } from './tensors/tensor-layout.js';
import type { TensorLayout } from './tensors/tensor-layout.js';

const canonicalWeightsFile = 'weights.safetensors';

/** The matrices first, so that both start on a page of the file for usual sizes. */
export const canonicalTensors: readonly CanonicalTensor[] = [...requiredWeights, ...optionalWeights];

/** As what a weight may lie in the file. */
export type WeightDtype = NonNullable<TensorSource['dtype']>;

/** A record that has an entry for every weight a dictionary must have, and for those it may have. */
export type PerWeight<T> = Readonly<Record<RequiredWeight, T>> & Readonly<Partial<Record<OptionalWeight, T>>>;

/** What the shapes of all weights follow from. */
export interface WeightSizes {
  /** F. */
  readonly size: number;
  /** D of what is read. */
  readonly width: number;
  /** D of what is written. */
  readonly outputWidth: number;
}

/** An open weights file; the caller closes its `file`. */
export interface CanonicalWeights extends WeightSizes {
  readonly file: TensorFile['file'];
  readonly layouts: PerWeight<TensorLayout>;
}

/** Weights to be written; of made ones there is no provenance. */
export type WrittenDictionary = WeightSizes &
  Pick<ImportedDictionary, 'weights'> &
  Partial<Pick<ImportedDictionary, 'provenance'>>;

/**
 * Writes the weights into the folder, which is made where it is missing; one of them is in memory at a time. Matrices of a file that
 * has float16 stay float16 where all their numbers are; everything else is float32. Throws what reading the weights throws.
 */
export async function writeDictionaryWeights(folder: string, dictionary: WrittenDictionary): Promise<void> {
  await mkdir(folder, { recursive: true });
  const shapes = weightShapes(dictionary);
  const tensors: TensorSource[] = [];
  for (const name of canonicalTensors) {
    const read = dictionary.weights[name];
    if (read) tensors.push({ name, shape: shapes[name], dtype: await dtypeOf(name, read, dictionary), read });
  }
  await writeSafetensors(join(folder, canonicalWeightsFile), tensors);
}

/** What may lie as float16: vectors are too small for it to matter. */
const matrices: readonly CanonicalTensor[] = ['wEnc_FD', 'wDec_FD', 'wSkip_DD'];

/** A matrix is read once more for this, and only where the file has float16. */
async function dtypeOf(
  name: CanonicalTensor,
  read: WeightReader,
  { provenance }: WrittenDictionary,
): Promise<WeightDtype> {
  const hasHalves = provenance?.tensors.some(({ dtype }) => dtype === 'float16') ?? false;
  if (!hasHalves || !matrices.includes(name)) return 'float32';
  const values = await read();
  const dtype = values.every(isFloat16) ? 'float16' : 'float32';
  releaseArray(values);
  return dtype;
}

/** Throws FILE_NOT_FOUND, and DICTIONARY_FILE_INVALID for a file that does not hold canonical weights. */
export async function openCanonicalWeights(folder: string): Promise<CanonicalWeights> {
  const { file, tensors } = await openSafetensors(join(folder, canonicalWeightsFile));
  const [size, width] = tensors.get('wEnc_FD')?.shape ?? [];
  const [outputWidth] = tensors.get('bDec_D')?.shape ?? [];
  const sizes = { size, width, outputWidth };
  const shapes = weightShapes(sizes);
  const isWhole = canonicalTensors.every((name) => isCanonical(tensors.get(name), name, shapes[name]));
  if (!isWhole) {
    await file.close();
    throw file.invalid('does not hold the weights of a dictionary');
  }
  return { file, layouts: Object.fromEntries(tensors) as unknown as PerWeight<TensorLayout>, ...sizes };
}

function isCanonical(layout: TensorLayout | undefined, name: CanonicalTensor, shape: readonly number[]): boolean {
  if (!layout) return optionalWeights.some((optional) => optional === name);
  const isKnown = layout.dtype === 'float32' || (layout.dtype === 'float16' && matrices.includes(name));
  return isKnown && String(layout.shape) === String(shape);
}

/** Where a weight lies, and as what. */
export interface WeightRange extends FileRange {
  readonly dtype: WeightDtype;
}

/** Where the canonical weights lie, for graphs that refer to them. */
export interface WeightRanges extends WeightSizes {
  /** The file is given as a name: graph and weights share a folder. */
  readonly ranges: PerWeight<WeightRange>;
}

/** Throws as `openCanonicalWeights`. */
export async function readWeightRanges(folder: string): Promise<WeightRanges> {
  const { file, layouts, size, width, outputWidth } = await openCanonicalWeights(folder);
  await file.close();
  const rangeOf = ({ position, shape, dtype }: TensorLayout): WeightRange => ({
    file: canonicalWeightsFile,
    offset: position,
    length: elementTypes[dtype].bytes * countElements(shape),
    dtype: dtype === 'float16' ? dtype : 'float32',
  });
  const ranges = Object.fromEntries(Object.entries(layouts).map(([name, layout]) => [name, rangeOf(layout)]));
  return { size, width, outputWidth, ranges: ranges as unknown as PerWeight<WeightRange> };
}

export function weightShapes({ size, width, outputWidth }: WeightSizes): Record<CanonicalTensor, readonly number[]> {
  return {
    wEnc_FD: [size, width],
    wDec_FD: [size, outputWidth],
    bEnc_F: [size],
    bDec_D: [outputWidth],
    threshold_F: [size],
    magnitudeScale_F: [size],
    magnitudeBias_F: [size],
    wSkip_DD: [outputWidth, width],
  };
}
