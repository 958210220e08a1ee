/** A made-up engine: what it computes follows from the tokens by rules that a test can compute as well. */
import { ResearchError } from '../../domain/errors.js';
import type { DictionaryComparer, Engine, ProviderName } from '../../engine/index.js';
import { syntheticEncoder, type SyntheticEncoderOptions } from './synthetic-encoder.js';
import { syntheticMeter } from './synthetic-meter.js';

export interface SyntheticEngineOptions extends SyntheticEncoderOptions {
  /** That it can run on, the usual one first; default: the CPU alone. */
  readonly providers?: readonly ProviderName[];
}

export type SyntheticEngine = Pick<Engine, 'openEncoder' | 'openMeter' | keyof DictionaryComparer>;

/** What no test over made-up vectors asks. */
const refuse = () => Promise.reject(new Error('comparing is not made up'));
const comparer: DictionaryComparer = {
  compareDictionaries: refuse,
  matchFeatures: refuse,
  compareRandomVectors: refuse,
  nearestFeatures: refuse,
};

export function syntheticEngine(options: SyntheticEngineOptions = {}): SyntheticEngine {
  const { providers = ['cpu'] } = options;
  return {
    ...comparer,
    openEncoder: async (_model, dictionaries, provider = providers[0]) => {
      if (providers.includes(provider)) return syntheticEncoder(dictionaries, { ...options, provider });
      throw new ResearchError('PROVIDER_UNAVAILABLE', `${provider} is not to be had.`);
    },
    openMeter: async (_model, dictionaries) => syntheticMeter(dictionaries, options),
  };
}
