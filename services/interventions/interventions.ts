/** Running models with their activations changed on the way. */
import { parsePageSize } from '../../domain/page.js';
import type { InterventionService } from '../services.js';
import { createActivationMeans } from './activation-means.js';
import { generate } from './generate.js';
import { intervene } from './intervene.js';
import { largestLogitChanges } from './intervention-effect.js';
import type { InterventionOptions } from './intervention-parts.js';

export function createInterventions(options: InterventionOptions): InterventionService {
  const means = createActivationMeans(options);
  return {
    intervene: (question, asker) => intervene(options, means, { question, ...asker }),
    logitChanges: (effect, first) =>
      largestLogitChanges(
        effect,
        options.tokenizers.get(effect.model),
        parsePageSize(first, options.limits.maxPageSize),
      ),
    generate: (question, asker) => generate(options, means, { question, ...asker }),
  };
}
