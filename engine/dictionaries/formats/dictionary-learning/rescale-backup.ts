/** Makes the weights of an interrupted training those that the library would have saved at its end. */
import type { WeightReaders } from '../../../engine.js';
import type { TensorFile } from '../../tensors/tensor-file.js';
import type { FoldedWeights } from '../read-weights.js';
import { multiplied } from '../scale-weights.js';
import { findNumber } from './state.js';

/**
 * Biases and thresholds of a backup are those of training, on activations divided by `norm_factor`; the library multiplies
 * them when it saves the finished dictionary, and so does this.
 *
 * @source dictionary_learning, training.py, and `scale_biases` of every class
 */
export async function rescaleBackup(tensorFile: TensorFile, weights: WeightReaders): Promise<FoldedWeights> {
  const factor = await findNumber(tensorFile, 'norm_factor');
  if (factor === undefined)
    return { weights, fold: 'Read from the backup of an interrupted training, which states no norm_factor.' };
  if (!(factor > 0 && Number.isFinite(factor))) throw tensorFile.file.invalid(`states a norm_factor of ${factor}`);
  const { threshold_F, magnitudeBias_F } = weights;
  const rescaled = {
    ...weights,
    bEnc_F: multiplied(weights.bEnc_F, factor),
    bDec_D: multiplied(weights.bDec_D, factor),
    ...(threshold_F && { threshold_F: multiplied(threshold_F, factor) }),
    ...(magnitudeBias_F && { magnitudeBias_F: multiplied(magnitudeBias_F, factor) }),
  };
  const what = threshold_F ? 'biases and thresholds' : 'biases';
  const fold = `Read from the backup of an interrupted training; ${what} were multiplied by its norm_factor ${factor}.`;
  return { weights: rescaled, fold };
}
