/** A made-up engine: what it computes follows from the tokens by rules that a test can compute as well. */
import type { Engine } from '../../engine/engine.js';
import { syntheticEncoder, type SyntheticEncoderOptions } from './synthetic-encoder.js';
import { syntheticMeter } from './synthetic-meter.js';

export type SyntheticEngine = Pick<Engine, 'openEncoder' | 'openMeter'>;

export function syntheticEngine(options: SyntheticEncoderOptions = {}): SyntheticEngine {
  return {
    openEncoder: async (_model, dictionaries) => syntheticEncoder(dictionaries, options),
    openMeter: async (_model, dictionaries) => syntheticMeter(dictionaries, options),
  };
}
