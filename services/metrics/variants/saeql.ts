/** Definitions of our own, which no library has. */
import type { Variant } from './variant.js';

export const saeql: readonly Variant[] = [
  {
    definition: 'saeql.fraction_recovered_of_mean_ablation',
    of: ({ loss }) => (loss.meanAblated - loss.reconstructed) / (loss.meanAblated - loss.original),
  },
  { definition: 'saeql.kl_mean_ablated', of: ({ position }) => position.klMeanAblated },
];
