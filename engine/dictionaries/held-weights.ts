/** Weights that are in memory, to be handed on as weights that are read. */
import type { OptionalWeight, RequiredWeight, WeightReader, WeightReaders } from '../engine.js';

export type HeldWeights = Readonly<Record<RequiredWeight, Float32Array>> &
  Readonly<Partial<Record<OptionalWeight, Float32Array>>>;

/** Readers of arrays in memory; each call copies, so that what is read may be changed. */
export function heldWeights(weights: HeldWeights): WeightReaders {
  const readers = Object.entries(weights).map(([name, values]): [string, WeightReader] => [
    name,
    () => Promise.resolve(new Float32Array(values)),
  ]);
  return Object.fromEntries(readers) as WeightReaders;
}
