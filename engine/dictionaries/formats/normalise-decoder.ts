/** Gives every feature a decoder row of length 1 without changing what the dictionary reconstructs. */
import type { DictionaryWeights } from '../../engine.js';

/** The defaults of torch.allclose: |length - 1| <= absolute + relative * 1. */
const tolerance = 1e-8 + 1e-5;

/**
 * Changes the weights in place, unless all decoder rows have a length close to 1, and says in words what it did; undefined
 * when it did nothing. A row of zeros stays, and its encoder becomes zero: the feature never fires.
 *
 * @source dictionary_learning, AutoEncoder.normalize_decoder, which its `from_pretrained` calls
 */
export function normaliseDecoderInPlace({ wEnc_FD, bEnc_F, wDec_FD }: DictionaryWeights): string | undefined {
  const lengths_F = rowLengths(wDec_FD, bEnc_F.length);
  if (lengths_F.every((length) => Math.abs(length - 1) <= tolerance)) return undefined;
  const width = wDec_FD.length / bEnc_F.length;
  lengths_F.forEach((length, feature) => {
    bEnc_F[feature] *= length;
    for (let index = feature * width; index < (feature + 1) * width; index++) {
      wEnc_FD[index] *= length;
      if (length > 0) wDec_FD[index] /= length;
    }
  });
  const [shortest, longest] = [lengths_F.reduce((a, b) => Math.min(a, b)), lengths_F.reduce((a, b) => Math.max(a, b))];
  return (
    'Decoder rows were divided by their lengths, encoder rows and biases multiplied by them ' +
    `(lengths ${shortest} to ${longest}), as dictionary_learning does on loading.`
  );
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
