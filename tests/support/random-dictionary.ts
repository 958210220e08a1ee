/** A small dictionary with random weights, written as a registered one is. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { writeDictionaryWeights } from '../../engine/dictionaries/canonical-weights.js';
import { heldWeights } from '../../engine/dictionaries/held-weights.js';
import type { HeldWeights } from '../../engine/dictionaries/held-weights.js';
import type { DictionaryFiles } from '../../engine/index.js';
import { createRandom } from '../../domain/seeded-random.js';

export interface RandomDictionary {
  readonly files: DictionaryFiles;
  readonly weights: HeldWeights;
}

export interface RandomDictionaryOptions {
  readonly folder: string;
  readonly hookPoint: string;
  /** F. */
  readonly size: number;
  /** D. */
  readonly width: number;
  /** What else its record says. */
  readonly changes?: Partial<DictionaryRecord>;
}

export async function writeRandomDictionary(options: RandomDictionaryOptions): Promise<RandomDictionary> {
  const { folder, hookPoint, size, width, changes } = options;
  const draw = createRandom(size * 7919 + width);
  const array = (length: number, scale: number): Float32Array =>
    Float32Array.from({ length }, () => (draw() - 0.5) * scale);
  const weights = {
    wEnc_FD: array(size * width, 1),
    bEnc_F: array(size, 4),
    wDec_FD: array(size * width, 1),
    bDec_D: array(width, 0.5),
  };
  await writeDictionaryWeights(folder, { size, width, outputWidth: width, weights: heldWeights(weights) });
  const dictionary: DictionaryRecord = {
    name: `random/${hookPoint}/${size}`,
    model: 'test-model',
    hookPoint,
    outputHookPoint: hookPoint,
    architecture: 'STANDARD',
    size,
    width,
    digest: `${hookPoint}/${size}`,
    forward: { subtractsDecoderBias: true },
    provenance: { format: 'random', files: [], tensors: [], folds: [], config: {} },
    ...changes,
  };
  return { files: { folder, dictionary }, weights };
}
