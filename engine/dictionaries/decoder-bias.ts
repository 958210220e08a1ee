/** Reads the bias that a dictionary adds to its reconstruction. */
import { openCanonicalWeights } from './canonical-weights.js';

/** From the folder that holds the canonical weights. Throws as `openCanonicalWeights`. */
export async function readDecoderBias(folder: string): Promise<Float32Array> {
  const { file, layouts, outputWidth } = await openCanonicalWeights(folder);
  try {
    const bDec_D = new Float32Array(outputWidth);
    await file.readInto(new Uint8Array(bDec_D.buffer), layouts.bDec_D.position);
    return bDec_D;
  } finally {
    await file.close();
  }
}
