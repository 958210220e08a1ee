/** What features do to the next token. */
import type { FeatureEffectService } from '../services.js';
import type { FeatureEffectOptions } from './feature-effect-options.js';
import { logitEffects } from './logit-effects.js';
import { nextTokenEffects } from './next-token-effects.js';

export function createFeatureEffects(options: FeatureEffectOptions): FeatureEffectService {
  return {
    logitEffects: (requests, asker) => logitEffects(options, requests, asker),
    nextTokenEffects: (requests, asker) => nextTokenEffects(options, requests, asker),
  };
}
