/** Gives every feature a decoder row of length 1 without changing what the dictionary reconstructs. */
import type { WeightReaders } from '../../engine.js';
import type { FoldedWeights } from './read-weights.js';
import { dividedRows, multipliedRows, readRowLengths } from './scale-weights.js';

/** The defaults of torch.allclose: |length - 1| <= absolute + relative * 1. */
const tolerance = 1e-8 + 1e-5;

/**
 * Weights with decoder rows of length 1, unless all have a length close to 1 already. A row of zeros stays, and its encoder
 * becomes zero: the feature never fires. Reads the decoder once for the lengths; each weight is scaled when it is read.
 *
 * @source dictionary_learning, AutoEncoder.normalize_decoder, which its `from_pretrained` calls
 */
export async function normaliseDecoder(weights: WeightReaders): Promise<FoldedWeights> {
  const lengths_F = await readRowLengths(weights.wDec_FD, (await weights.bEnc_F()).length);
  if (lengths_F.every((length) => Math.abs(length - 1) <= tolerance)) return { weights, fold: undefined };
  const [shortest, longest] = [lengths_F.reduce((a, b) => Math.min(a, b)), lengths_F.reduce((a, b) => Math.max(a, b))];
  return {
    weights: {
      ...weights,
      wEnc_FD: multipliedRows(weights.wEnc_FD, lengths_F),
      bEnc_F: multipliedRows(weights.bEnc_F, lengths_F),
      wDec_FD: dividedRows(weights.wDec_FD, lengths_F),
    },
    fold:
      'Decoder rows were divided by their lengths, encoder rows and biases multiplied by them ' +
      `(lengths ${shortest} to ${longest}), as dictionary_learning does on loading.`,
  };
}
