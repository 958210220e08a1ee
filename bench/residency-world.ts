/** The model, the dictionary and the batch by which the measurement of what stays on a device is made. */
import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { getHookPoint } from '../domain/hook-point.js';
import { createRandom } from '../domain/seeded-random.js';
import { readWeightRanges, writeDictionaryWeights } from '../engine/dictionaries/canonical-weights.js';
import type { WeightRanges } from '../engine/dictionaries/canonical-weights.js';
import { heldWeights } from '../engine/dictionaries/held-weights.js';
import { describeModelFolder } from '../engine/index.js';
import type { ModelFiles } from '../engine/index.js';
import type { EqualLengthBatch } from '../engine/models/equal-length-batches.js';
import { createNormal } from '../engine/similarity/normal-numbers.js';
import { writePythiaModel } from './pythia-model.js';
import type { TransformerShape } from './pythia-model.js';

export interface ResidencySizes {
  /** The shipped model, or one of random weights. */
  readonly model: 'demo' | TransformerShape;
  /** Whose MLP's output the dictionary reads and replaces. */
  readonly layer: number;
  /** F. */
  readonly features: number;
  readonly sequences: number;
  /** T. */
  readonly positions: number;
  readonly repeats: number;
}

/** Activations are brought to the length that the dictionary is made for. */
export const forward = { subtractsDecoderBias: true, normalisation: 'constantNorm' } as const;

export interface ResidencyWorld {
  readonly files: ModelFiles;
  /** What the dictionary reads and writes. */
  readonly tensor: string;
  /** They lie in the model's folder, since a graph refers to weights beside itself. */
  readonly weights: WeightRanges;
  /** Sequences without padding. */
  readonly batch: EqualLengthBatch;
}

const demo = fileURLToPath(new URL('../../demo/models/demo', import.meta.url));

export async function writeResidencyWorld(folder: string, sizes: ResidencySizes): Promise<ResidencyWorld> {
  if (sizes.model === 'demo') await cp(demo, folder, { recursive: true });
  else await writePythiaModel(folder, sizes.model);
  const { files: _, ...description } = await describeModelFolder(folder);
  const files = { folder, model: { name: 'measured', ...description } };
  const { tensor, width } = getHookPoint(`mlp_out.${sizes.layer}`, files.model.hookPoints);
  await writeDictionary(folder, sizes.features, width);
  return { files, tensor, weights: await readWeightRanges(folder), batch: batchOf(files, sizes) };
}

/** Of an activation of length sqrt(D) a pre-activation lies three deviations below 0: some 1 in 700 features fire. */
async function writeDictionary(folder: string, size: number, width: number): Promise<void> {
  const wEnc_FD = Float32Array.from({ length: size * width }, createNormal(3, 0));
  const weights = heldWeights({
    wEnc_FD,
    bEnc_F: new Float32Array(size).fill(-3 * Math.sqrt(width)),
    wDec_FD: wEnc_FD.map((value) => value / width),
    bDec_D: new Float32Array(width),
  });
  await writeDictionaryWeights(folder, { size, width, outputWidth: width, weights });
}

function batchOf({ model }: ModelFiles, { sequences, positions }: ResidencySizes): EqualLengthBatch {
  const random = createRandom(4);
  return {
    tokenIds_BT: Int32Array.from({ length: sequences * positions }, () => Math.floor(random() * model.vocabularySize)),
    lengths_B: new Int32Array(sequences).fill(positions),
    place_B: Array.from({ length: sequences }, (_, b) => b),
    positions,
  };
}
