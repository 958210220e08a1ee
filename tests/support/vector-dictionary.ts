/** A dictionary that consists of given vectors, written as a registered one is. */
import { heldWeights, writeDictionaryWeights } from '../../engine/index.js';
import type { VectorSource } from '../../engine/index.js';

export interface VectorDictionaryOptions {
  readonly folder: string;
  /** D. */
  readonly width: number;
  readonly decoder_FD: Float32Array;
  /** The decoder's, when it is left out. */
  readonly encoder_FD?: Float32Array;
}

/** Returns the decoder vectors as something to compare. */
export async function writeVectorDictionary(options: VectorDictionaryOptions): Promise<VectorSource> {
  const { folder, width, decoder_FD, encoder_FD = decoder_FD } = options;
  const size = decoder_FD.length / width;
  const weights = heldWeights({
    wDec_FD: decoder_FD,
    wEnc_FD: encoder_FD,
    bEnc_F: new Float32Array(size),
    bDec_D: new Float32Array(width),
  });
  await writeDictionaryWeights(folder, { size, width, outputWidth: width, weights });
  return { name: `test/${folder.split('/').at(-1)}`, folder, vectors: 'DECODER' };
}
