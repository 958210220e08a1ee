/** The weights of a dictionary of SAELens, with everything folded in that the library does besides its linear layers. */
import type { WeightReaders } from '../../../engine.js';
import type { TensorFile } from '../../tensors/tensor-file.js';
import { Configuration } from '../configuration.js';
import type { DictionaryContents } from '../format.js';
import { matrixReader_FD, tensorReader, vectorReader } from '../read-weights.js';
import { constant, dividedRows, exponential, multiplied, multipliedRows, readRowLengths } from '../scale-weights.js';
import type { TranscoderSizes } from '../transcoder-sizes.js';
import { unsupported } from '../unsupported.js';
import { saelensScalerFile } from './saelens-settings.js';
import type { SaelensSettings } from './saelens-settings.js';

export interface SaelensWeights {
  readonly weights: WeightReaders;
  readonly tensorNames: readonly string[];
  /** In words. */
  readonly folds: readonly string[];
}

const matrices = ['W_enc', 'W_dec', 'b_dec'];
/** Written by old versions for a step after training; ones where that step was not taken. */
const scalingNames = ['scaling_factor', 'finetuning_scaling_factor'];

/** Throws DICTIONARY_FILE_INVALID for tensors that are not those of the architecture. */
export async function readSaelensWeights(
  contents: DictionaryContents,
  settings: SaelensSettings,
  sizes: TranscoderSizes,
): Promise<SaelensWeights> {
  const { tensorFile } = contents;
  const names = checkTensors(tensorFile, settings);
  let folded: SaelensWeights = { weights: await readStored(tensorFile, names, sizes), tensorNames: names, folds: [] };
  if (settings.rescalesByDecoder) folded = await foldDecoderLengths(folded, settings, sizes.size);
  folded = await foldFinetuning(folded, tensorFile, sizes.size);
  folded = settings.expectsAverage ? foldAverage(folded, contents, settings) : folded;
  return { ...folded, folds: [...folded.folds, ...dtypeNote(settings, tensorFile)] };
}

/** The names of the tensors that are there, in a stable order. */
function checkTensors({ tensors, file }: TensorFile, { tensors: wanted, config }: SaelensSettings): string[] {
  const own = wanted.map((alternatives) => alternatives.find((name) => tensors.has(name)) ?? alternatives[0]);
  const known = [...matrices, ...own];
  const other = [...tensors.keys()].find((name) => !known.includes(name) && !scalingNames.includes(name));
  if (other === undefined) return known;
  const architecture = config.findText('architecture') ?? 'standard';
  throw file.invalid(`holds a tensor "${other}", which the architecture "${architecture}" does not have`);
}

async function readStored(
  tensorFile: TensorFile,
  names: readonly string[],
  sizes: TranscoderSizes,
): Promise<WeightReaders> {
  const { size, width, outputWidth } = sizes;
  const has = (name: string): boolean => names.includes(name);
  const vector = (name: string) => vectorReader(tensorFile, name, size);
  return {
    wEnc_FD: matrixReader_FD(tensorFile, 'W_enc', { ...sizes, axes: 'DF' }),
    bEnc_F: vector(has('b_gate') ? 'b_gate' : 'b_enc'),
    wDec_FD: matrixReader_FD(tensorFile, 'W_dec', { size, width: outputWidth, axes: 'FD' }),
    bDec_D: vectorReader(tensorFile, 'b_dec', outputWidth),
    ...(has('threshold') && { threshold_F: vector('threshold') }),
    ...(has('log_threshold') && { threshold_F: exponential(vector('log_threshold')) }),
    ...(has('topk_threshold') && { threshold_F: constant(await readScalar(tensorFile, 'topk_threshold'), size) }),
    ...(has('r_mag') && { magnitudeScale_F: exponential(vector('r_mag')), magnitudeBias_F: vector('b_mag') }),
    ...(has('W_skip') && { wSkip_DD: tensorReader(tensorFile, 'W_skip', [outputWidth, width]) }),
  };
}

async function readScalar(tensorFile: TensorFile, name: string): Promise<number> {
  return (await tensorReader(tensorFile, name, [])())[0];
}

/** @source SAELens 6.18.0, saes/topk_sae.py: `fold_W_dec_norm` is lawful exactly where activations are rescaled */
async function foldDecoderLengths(
  { weights, tensorNames }: SaelensWeights,
  { activation, config }: SaelensSettings,
  size: number,
): Promise<SaelensWeights> {
  if (activation !== 'topK' && !tensorNames.includes('topk_threshold'))
    throw config.invalid('says rescale_acts_by_decoder_norm for an architecture that does not know it');
  const length_F = await readRowLengths(weights.wDec_FD, size);
  return {
    tensorNames,
    weights: {
      ...weights,
      wEnc_FD: multipliedRows(weights.wEnc_FD, length_F),
      bEnc_F: multipliedRows(weights.bEnc_F, length_F),
      wDec_FD: dividedRows(weights.wDec_FD, length_F),
    },
    folds: [
      'Encoder rows and biases were multiplied by the lengths of the decoder rows, which were divided by them: the dictionary ' +
        'rescales its activations so (rescale_acts_by_decoder_norm).',
    ],
  };
}

/** @source SAELens before version 6: (f * finetuning_scaling_factor)·W_dec + b_dec */
async function foldFinetuning(folded: SaelensWeights, tensorFile: TensorFile, size: number): Promise<SaelensWeights> {
  const name = scalingNames.find((candidate) => tensorFile.tensors.has(candidate));
  if (name === undefined) return folded;
  const factor_F = await vectorReader(tensorFile, name, size)();
  if (factor_F.every((factor) => factor === 1)) return folded;
  const { weights, tensorNames, folds } = folded;
  return {
    weights: { ...weights, wDec_FD: multipliedRows(weights.wDec_FD, factor_F) },
    tensorNames: [...tensorNames, name],
    folds: [
      ...folds,
      `Decoder rows were multiplied by the tensor "${name}"; activations are those before that factor.`,
    ],
  };
}

/** @source SAELens 6.18.0, saes/sae.py: `fold_activation_norm_scaling_factor` */
function foldAverage(folded: SaelensWeights, contents: DictionaryContents, settings: SaelensSettings): SaelensWeights {
  const { weights, folds } = folded;
  const scaler = Configuration.find(contents, saelensScalerFile);
  const factor = scaler?.findNumber('scaling_factor');
  if (!scaler || factor === undefined) {
    const note =
      'normalize_activations is expected_average_only_in, which SAELens 6 does not do when it runs: nothing was scaled, because ' +
      `no ${saelensScalerFile} says by how much.`;
    return { ...folded, folds: [...folds, note] };
  }
  if (!(factor > 0 && Number.isFinite(factor))) throw scaler.invalid(`states a scaling_factor of ${factor}`);
  if (settings.architecture === 'TRANSCODER')
    throw unsupported(scaler.path, 'scales what a transcoder reads and does not say how what it writes is scaled');
  return {
    ...folded,
    weights: {
      ...weights,
      wEnc_FD: multiplied(weights.wEnc_FD, factor),
      wDec_FD: multiplied(weights.wDec_FD, 1 / factor),
      bDec_D: multiplied(weights.bDec_D, 1 / factor),
    },
    folds: [
      ...folds,
      `The encoder was multiplied, and the decoder and its bias divided, by the scaling_factor ${factor} of ${saelensScalerFile}.`,
    ],
  };
}

/** The library would round the weights; here they stay what the file holds. */
function dtypeNote({ dtype = 'float32' }: SaelensSettings, { tensors }: TensorFile): string[] {
  const stored = tensors.get('W_enc')?.dtype;
  const isNarrower = (dtype === 'bfloat16' || dtype === 'float16') && stored !== dtype;
  return isNarrower ? [`The configuration says ${dtype}; the weights are used as they are stored, in ${stored}.`] : [];
}
