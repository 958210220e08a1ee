/** Dictionaries of random directions, for measurements. */
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { heldWeights, writeDictionaryWeights } from '../engine/index.js';
import type { VectorSource } from '../engine/index.js';
import { createNormal } from '../engine/similarity/normal-numbers.js';

export interface GaussianDictionary {
  readonly folder: string;
  readonly size: number;
  readonly width: number;
  readonly seed: number;
}

/** Beside the weights lies `vectors.f32`: the decoder alone, for others to read. */
export async function writeGaussianDictionary({
  folder,
  size,
  width,
  seed,
}: GaussianDictionary): Promise<VectorSource> {
  const decoder_FD = Float32Array.from({ length: size * width }, createNormal(seed, 0));
  const weights = heldWeights({
    wDec_FD: decoder_FD,
    wEnc_FD: decoder_FD,
    bEnc_F: new Float32Array(size),
    bDec_D: new Float32Array(width),
  });
  await writeDictionaryWeights(folder, { size, width, outputWidth: width, weights });
  await writeFile(join(folder, 'vectors.f32'), new Uint8Array(decoder_FD.buffer));
  return { name: `random/${size}`, folder, vectors: 'DECODER' };
}
