/** Gives every feature a decoder row of length 1 without changing what the dictionary reconstructs. */
import type { WeightReaders } from '../../engine.js';
import { changedReader } from './read-weights.js';
import type { FoldedWeights } from './read-weights.js';

/** The defaults of torch.allclose: |length - 1| <= absolute + relative * 1. */
const tolerance = 1e-8 + 1e-5;

/**
 * Weights with decoder rows of length 1, unless all have a length close to 1 already. A row of zeros stays, and its encoder
 * becomes zero: the feature never fires. Reads the decoder once for the lengths; each weight is scaled when it is read.
 *
 * @source dictionary_learning, AutoEncoder.normalize_decoder, which its `from_pretrained` calls
 */
export async function normaliseDecoder(weights: WeightReaders): Promise<FoldedWeights> {
  const lengths_F = rowLengths(await weights.wDec_FD(), (await weights.bEnc_F()).length);
  if (lengths_F.every((length) => Math.abs(length - 1) <= tolerance)) return { weights, fold: undefined };
  const [shortest, longest] = [lengths_F.reduce((a, b) => Math.min(a, b)), lengths_F.reduce((a, b) => Math.max(a, b))];
  return {
    weights: {
      ...weights,
      wEnc_FD: changedReader(weights.wEnc_FD, (values) => multiplyRowsInPlace(values, lengths_F)),
      bEnc_F: changedReader(weights.bEnc_F, (values) => multiplyRowsInPlace(values, lengths_F)),
      wDec_FD: changedReader(weights.wDec_FD, (values) => divideRowsInPlace(values, lengths_F)),
    },
    fold:
      'Decoder rows were divided by their lengths, encoder rows and biases multiplied by them ' +
      `(lengths ${shortest} to ${longest}), as dictionary_learning does on loading.`,
  };
}

function multiplyRowsInPlace(matrix: Float32Array, factor_F: Float32Array): void {
  const width = matrix.length / factor_F.length;
  for (let index = 0; index < matrix.length; index++) matrix[index] *= factor_F[Math.floor(index / width)];
}

function divideRowsInPlace(matrix: Float32Array, divisor_F: Float32Array): void {
  const width = matrix.length / divisor_F.length;
  for (let index = 0; index < matrix.length; index++) matrix[index] /= divisor_F[Math.floor(index / width)] || 1;
}

/** float32, as the library computes them. */
function rowLengths(matrix_FD: Float32Array, rows: number): Float32Array {
  const width = matrix_FD.length / rows;
  return Float32Array.from({ length: rows }, (_, row) => {
    let squares = 0;
    for (let index = row * width; index < (row + 1) * width; index++) squares += matrix_FD[index] ** 2;
    return Math.sqrt(squares);
  });
}
