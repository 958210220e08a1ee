/** The file of canonical weights that every registered dictionary has: `weights.safetensors` in its folder. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DictionaryWeights } from '../engine.js';
import type { FileRange } from '../onnx/tensor.js';
import { openSafetensors } from './safetensors/open-safetensors.js';
import { writeSafetensors } from './safetensors/write-safetensors.js';
import type { TensorFile } from './tensors/tensor-file.js';
import { countElements } from './tensors/tensor-layout.js';
import type { TensorLayout } from './tensors/tensor-layout.js';

export const canonicalWeightsFile = 'weights.safetensors';

/** The matrices first, so that both start on a page of the file for usual sizes. */
export const canonicalTensors = ['wEnc_FD', 'wDec_FD', 'bEnc_F', 'bDec_D'] as const;
export type CanonicalTensor = (typeof canonicalTensors)[number];

/** An open weights file; the caller closes its `file`. */
export interface CanonicalWeights {
  readonly file: TensorFile['file'];
  readonly layouts: Readonly<Record<CanonicalTensor, TensorLayout>>;
  readonly size: number;
  readonly width: number;
}

/** Writes the weights into the folder, which is made where it is missing. */
export async function writeDictionaryWeights(folder: string, weights: DictionaryWeights): Promise<void> {
  await mkdir(folder, { recursive: true });
  const shapes = shapesOf(weights.bEnc_F.length, weights.bDec_D.length);
  await writeSafetensors(
    join(folder, canonicalWeightsFile),
    canonicalTensors.map((name) => ({ name, shape: shapes[name], values: weights[name] })),
  );
}

/** Throws FILE_NOT_FOUND, and DICTIONARY_FILE_INVALID for a file that does not hold canonical weights. */
export async function openCanonicalWeights(folder: string): Promise<CanonicalWeights> {
  const { file, tensors } = await openSafetensors(join(folder, canonicalWeightsFile));
  const [size, width] = tensors.get('wEnc_FD')?.shape ?? [];
  const shapes = shapesOf(size, width);
  const layouts = canonicalTensors.map((name) => tensors.get(name));
  const isWhole = layouts.every(
    (layout, index) => layout?.dtype === 'float32' && String(layout.shape) === String(shapes[canonicalTensors[index]]),
  );
  if (!isWhole) {
    await file.close();
    throw file.invalid('does not hold the weights of a dictionary');
  }
  const [wEnc_FD, wDec_FD, bEnc_F, bDec_D] = layouts as TensorLayout[];
  return { file, layouts: { wEnc_FD, wDec_FD, bEnc_F, bDec_D }, size, width };
}

/** Where the canonical weights lie, for graphs that refer to them. */
export interface WeightRanges {
  readonly size: number;
  readonly width: number;
  /** The file is given as a name: graph and weights share a folder. */
  readonly ranges: Readonly<Record<CanonicalTensor, FileRange>>;
}

/** Throws as `openCanonicalWeights`. */
export async function readWeightRanges(folder: string): Promise<WeightRanges> {
  const { file, layouts, size, width } = await openCanonicalWeights(folder);
  await file.close();
  const rangeOf = ({ position, shape }: TensorLayout): FileRange => ({
    file: canonicalWeightsFile,
    offset: position,
    length: 4 * countElements(shape),
  });
  const { wEnc_FD, wDec_FD, bEnc_F, bDec_D } = layouts;
  const ranges = {
    wEnc_FD: rangeOf(wEnc_FD),
    wDec_FD: rangeOf(wDec_FD),
    bEnc_F: rangeOf(bEnc_F),
    bDec_D: rangeOf(bDec_D),
  };
  return { size, width, ranges };
}

function shapesOf(size: number, width: number): Record<CanonicalTensor, readonly number[]> {
  return { wEnc_FD: [size, width], wDec_FD: [size, width], bEnc_F: [size], bDec_D: [width] };
}
