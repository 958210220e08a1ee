/** Reads the vectors of single features without loading the matrices they are rows of. */
import { indexRangeOf } from '../../domain/dictionary.js';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import type { FeatureVectors } from '../../domain/feature.js';
import { featureNotFound, hasFeature } from '../../domain/surviving-features.js';
import { openCanonicalWeights } from './canonical-weights.js';
import type { CanonicalWeights } from './canonical-weights.js';
import { readRowsInto } from './tensors/read-rows.js';
import { countElements } from './tensors/tensor-layout.js';
import type { TensorLayout } from './tensors/tensor-layout.js';

/**
 * Vectors of the features, in the order of the indices, from the folder that holds the dictionary's canonical weights.
 * Throws FEATURE_NOT_FOUND for an index that the dictionary does not have, DICTIONARY_FILE_INVALID when the file is not the record's.
 */
export async function readFeatureVectors(
  folder: string,
  dictionary: DictionaryRecord,
  indices: readonly number[],
): Promise<FeatureVectors[]> {
  const missing = indices.find((index) => !hasFeature(dictionary, index));
  if (missing !== undefined) throw featureNotFound(dictionary, missing);
  const weights = await openCanonicalWeights(folder);
  try {
    const { width, outputWidth = width } = dictionary;
    if (weights.size !== indexRangeOf(dictionary) || weights.width !== width || weights.outputWidth !== outputWidth)
      throw weights.file.invalid(
        `holds ${weights.size} features of width ${weights.width}, not those of its dictionary`,
      );
    return await Promise.all(indices.map((index) => readFeature(weights, index)));
  } finally {
    await weights.file.close();
  }
}

async function readFeature(weights: CanonicalWeights, index: number): Promise<FeatureVectors> {
  const { wEnc_FD, wDec_FD, bEnc_F, threshold_F } = weights.layouts;
  const [encoder_D, decoder_D, bias, threshold] = await Promise.all([
    readRow(weights, wEnc_FD, index),
    readRow(weights, wDec_FD, index),
    readRow(weights, bEnc_F, index),
    threshold_F && readRow(weights, threshold_F, index),
  ]);
  return { encoder_D, decoder_D, encoderBias: bias[0], threshold: threshold ? threshold[0] : null };
}

async function readRow({ file }: CanonicalWeights, layout: TensorLayout, row: number) {
  const values = new Float32Array(countElements(layout.shape.slice(1)));
  await readRowsInto(values, { file, layout }, row);
  return values;
}
