/** Things to compare with: models with re-drawn weights and dictionaries of random directions. */
import type { ControlService } from '../services.js';
import { createIdentityDictionaries } from './identity-dictionaries.js';
import { createRandomDictionaries, type RandomDictionariesOptions } from './random-dictionaries.js';
import { startRandomizedModel, type StartRandomizedModelOptions } from './start-randomized-model.js';

export type ControlsOptions = StartRandomizedModelOptions & RandomDictionariesOptions;

export function createControls(options: ControlsOptions): ControlService {
  return {
    startRandomizedModel: (input) => startRandomizedModel(options, input),
    createRandomDictionary: createRandomDictionaries(options),
    createIdentityDictionary: createIdentityDictionaries(options),
  };
}
