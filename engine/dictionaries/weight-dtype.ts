/** As what a canonical weight lies in its file: float32, or float16 where nothing is lost by it. */
import type { DictionaryProvenance } from '../../domain/dictionary.js';
import { isFloat16 } from '../../domain/float16.js';
import type { CanonicalTensor, ImportedDictionary, WeightReader } from '../engine.js';
import type { FloatTensorSource } from './safetensors/write-safetensors.js';
import { releaseArray } from './tensors/release-array.js';

export type WeightDtype = NonNullable<FloatTensorSource['dtype']>;

/** Weights to be written; of made ones there is no provenance. */
export type DictionaryWeights = Pick<ImportedDictionary, 'weights'> & Partial<Pick<ImportedDictionary, 'provenance'>>;

/** What may lie as float16: vectors are too small for it to matter. */
const matrices: readonly CanonicalTensor[] = ['wEnc_FD', 'wDec_FD', 'wSkip_DD'];

/** Whether the file of canonical weights may hold the weight so. */
export function mayLieAs(dtype: string, name: CanonicalTensor): boolean {
  return dtype === 'float32' || (dtype === 'float16' && matrices.includes(name));
}

/**
 * float16 for a matrix whose numbers are all float16's, in a dictionary whose file has float16. A matrix is read once more for
 * this, and only there. Throws what reading it throws.
 */
export async function weightDtype(
  name: CanonicalTensor,
  read: WeightReader,
  { provenance }: Pick<DictionaryWeights, 'provenance'>,
): Promise<WeightDtype> {
  if (!hasHalves(provenance) || !matrices.includes(name)) return 'float32';
  const values = await read();
  const dtype = values.every(isFloat16) ? 'float16' : 'float32';
  releaseArray(values);
  return dtype;
}

/**
 * The provenance with a word on matrices that lie as float32 although the file has float16: a fold made other numbers of them.
 * Where nothing was folded nothing is read. Throws what reading the weights throws.
 */
export async function tellPrecision({
  provenance,
  weights,
}: Pick<ImportedDictionary, 'weights' | 'provenance'>): Promise<DictionaryProvenance> {
  if (provenance.folds.length === 0 || !hasHalves(provenance)) return provenance;
  const widened: string[] = [];
  for (const name of matrices) {
    const read = weights[name];
    if (read && (await weightDtype(name, read, { provenance })) === 'float32') widened.push(name);
  }
  if (widened.length === 0) return provenance;
  const note = `Kept as float32, since not all of their numbers are those of float16: ${widened.join(', ')}.`;
  return { ...provenance, folds: [...provenance.folds, note] };
}

function hasHalves(provenance: DictionaryProvenance | undefined): boolean {
  return provenance?.tensors.some(({ dtype }) => dtype === 'float16') ?? false;
}
