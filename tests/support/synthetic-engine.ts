/** A made-up engine: what it computes follows from the tokens by rules that a test can compute as well. */
import type { DictionaryComparer, Engine } from '../../engine/index.js';
import { syntheticEncoder, type SyntheticEncoderOptions } from './synthetic-encoder.js';
import { syntheticMeter } from './synthetic-meter.js';

export type SyntheticEngine = Pick<Engine, 'openEncoder' | 'openMeter' | keyof DictionaryComparer>;

/** What no test over made-up vectors asks. */
const refuse = () => Promise.reject(new Error('comparing is not made up'));
const comparer: DictionaryComparer = {
  compareDictionaries: refuse,
  matchFeatures: refuse,
  compareRandomVectors: refuse,
  nearestFeatures: refuse,
};

export function syntheticEngine(options: SyntheticEncoderOptions = {}): SyntheticEngine {
  return {
    ...comparer,
    openEncoder: async (_model, dictionaries) => syntheticEncoder(dictionaries, options),
    openMeter: async (_model, dictionaries) => syntheticMeter(dictionaries, options),
  };
}
