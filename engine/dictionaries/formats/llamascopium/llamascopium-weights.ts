/** The weights of a dictionary of Llama Scope or llamascopium, with its scales and decoder lengths folded in. */
import type { WeightReader, WeightReaders } from '../../../engine.js';
import type { DictionaryContents } from '../format.js';
import { matrixReader_FD, vectorReader } from '../read-weights.js';
import { constant, dividedRows, exponential, multiplied, multipliedRows, readRowLengths } from '../scale-weights.js';
import type { TranscoderSizes } from '../transcoder-sizes.js';
import type { LlamascopiumLayout } from './llamascopium-layout.js';
import type { DatasetScale, LlamascopiumSettings } from './llamascopium-settings.js';

export interface LlamascopiumDictionary {
  readonly contents: DictionaryContents;
  readonly layout: LlamascopiumLayout;
  readonly settings: LlamascopiumSettings;
  readonly sizes: TranscoderSizes;
}

interface LlamascopiumWeights {
  readonly weights: WeightReaders;
  readonly folds: readonly string[];
}

/** Throws DICTIONARY_FILE_INVALID for tensors that are not those of the activation function. */
export async function readLlamascopiumWeights(dictionary: LlamascopiumDictionary): Promise<LlamascopiumWeights> {
  const stored = { weights: readStored(dictionary), folds: [] };
  const { settings, sizes, layout } = dictionary;
  const selected = settings.selectsByDecoder ? await foldDecoderLengths(stored, settings, sizes.size) : stored;
  const { normalisation } = settings;
  return typeof normalisation === 'string' ? selected : foldScale(selected, normalisation, layout);
}

function readStored({ contents, layout, settings, sizes }: LlamascopiumDictionary): WeightReaders {
  const { tensorFile } = contents;
  const { size, width, outputWidth } = sizes;
  const { encoder, decoder } = layout;
  const hasBias = tensorFile.tensors.has(layout.decoderBias);
  if ((settings.config.findFlag('use_decoder_bias') ?? hasBias) !== hasBias)
    throw tensorFile.file.invalid(`contradicts its configuration: use_decoder_bias is ${String(!hasBias)}`);
  return {
    wEnc_FD: matrixReader_FD(tensorFile, encoder.name, { size, width, axes: encoder.axes }),
    bEnc_F: vectorReader(tensorFile, layout.encoderBias, size),
    wDec_FD: matrixReader_FD(tensorFile, decoder.name, { size, width: outputWidth, axes: decoder.axes }),
    bDec_D: hasBias ? vectorReader(tensorFile, layout.decoderBias, outputWidth) : constant(0, outputWidth),
    ...(settings.activation === 'jumprelu' && { threshold_F: thresholdReader({ contents, layout, settings, sizes }) }),
  };
}

function thresholdReader({ contents, layout, settings, sizes }: LlamascopiumDictionary): WeightReader {
  const { tensorFile } = contents;
  const { threshold, config } = settings;
  if (tensorFile.tensors.has(layout.logThreshold))
    return exponential(vectorReader(tensorFile, layout.logThreshold, sizes.size));
  if (threshold === undefined) throw tensorFile.file.invalid(`has no thresholds ("${layout.logThreshold}")`);
  // Below a negative threshold the library lets negative activations through.
  if (!(threshold >= 0 && Number.isFinite(threshold)))
    throw config.invalid(`states a jump_relu_threshold of ${threshold}`);
  return constant(threshold, sizes.size);
}

/** What is compared is pre-activation times length; a ReLU is the same with it and without. */
async function foldDecoderLengths(
  { weights, folds }: LlamascopiumWeights,
  { activation }: LlamascopiumSettings,
  size: number,
): Promise<LlamascopiumWeights> {
  if (activation === 'relu') return { weights, folds };
  const length_F = await readRowLengths(weights.wDec_FD, size);
  if (activation === 'jumprelu')
    return {
      weights: { ...weights, threshold_F: dividedRows(weights.threshold_F!, length_F) },
      folds: [...folds, 'Thresholds were divided by the lengths of the decoder rows (sparsity_include_decoder_norm).'],
    };
  return {
    weights: {
      ...weights,
      wEnc_FD: multipliedRows(weights.wEnc_FD, length_F),
      bEnc_F: multipliedRows(weights.bEnc_F, length_F),
      wDec_FD: dividedRows(weights.wDec_FD, length_F),
    },
    folds: [
      ...folds,
      'Encoder rows and biases were multiplied by the lengths of the decoder rows, which were divided by them: features are ' +
        'selected so (sparsity_include_decoder_norm). Activations are those of the library times that length.',
    ],
  };
}

/**
 * Scales what is read, and undoes the scale of what is written. The newer library, which folds when it loads, leaves the encoder
 * as it is and gives features on the scale of what is read.
 *
 * @source llamascopium, sae.py, `standardize_parameters_of_dataset_norm`; for the older layout, its `encode`
 */
function foldScale(
  { weights, folds }: LlamascopiumWeights,
  { read, written }: DatasetScale,
  { keepsTrainingScale }: LlamascopiumLayout,
): LlamascopiumWeights {
  const fold = `Folded in: what is read is scaled by ${read}, what is written by ${written} (norm_activation dataset-wise).`;
  const decoder = { ...weights, bDec_D: multiplied(weights.bDec_D, 1 / written) };
  const scaled = keepsTrainingScale
    ? { wEnc_FD: multiplied(weights.wEnc_FD, read), wDec_FD: multiplied(weights.wDec_FD, 1 / written) }
    : { bEnc_F: multiplied(weights.bEnc_F, 1 / read), wDec_FD: multiplied(weights.wDec_FD, read / written) };
  return { weights: { ...decoder, ...scaled }, folds: [...folds, fold] };
}
