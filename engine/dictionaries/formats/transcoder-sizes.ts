/** The sizes of a dictionary that may write another width than it reads. */
import type { TensorFile } from '../tensors/tensor-file.js';
import { checkSizes, sizesOf } from './read-weights.js';
import type { DictionarySizes, StoredMatrix } from './read-weights.js';

export interface TranscoderSizes extends DictionarySizes {
  /** D, of what it writes. */
  readonly outputWidth: number;
}

/** As the shapes of both matrices give them; throws DICTIONARY_FILE_INVALID where they differ in the number of features. */
export function transcoderSizesOf(
  tensorFile: TensorFile,
  { encoder, decoder }: { readonly encoder: StoredMatrix; readonly decoder: StoredMatrix },
): TranscoderSizes {
  const read = sizesOf(tensorFile, encoder.name, encoder.axes);
  const written = sizesOf(tensorFile, decoder.name, decoder.axes);
  if (read.size === written.size) return { ...read, outputWidth: written.width };
  throw tensorFile.file.invalid(
    `has ${read.size} features in "${encoder.name}" and ${written.size} in "${decoder.name}"`,
  );
}

/** As `checkSizes`, with the width that is written. */
export function checkTranscoderSizes(
  tensorFile: TensorFile,
  sizes: TranscoderSizes,
  configured: Partial<TranscoderSizes>,
): void {
  checkSizes(tensorFile, sizes, configured);
  const { outputWidth = sizes.outputWidth } = configured;
  if (outputWidth !== sizes.outputWidth)
    throw tensorFile.file.invalid(`writes a width of ${sizes.outputWidth}; its configuration says ${outputWidth}`);
}

/** Refuses a dictionary that reconstructs what it reads in another width. */
export function checkSameWidth(tensorFile: TensorFile, { width, outputWidth }: TranscoderSizes): void {
  if (width !== outputWidth)
    throw tensorFile.file.invalid(`reads a width of ${width} and writes one of ${outputWidth}`);
}
