/** The definitions of dictionary_learning (commit 60ec6bf of August 2025, and the years before where they differ). */
import { fractionRecovered, relativeReconstructionBias, shareOfFeatures } from './shared-formulas.js';
import type { Variant } from './variant.js';

export const dictionaryLearning: readonly Variant[] = [
  {
    definition: 'dictionary_learning.2023.rmse',
    of: ({ position, width }) => Math.sqrt(position.squaredError / width),
  },
  { definition: 'dictionary_learning.2024.mse', of: ({ position, width }) => position.squaredError / width },
  { definition: 'dictionary_learning.mse_loss', of: ({ position }) => position.squaredError },
  { definition: 'dictionary_learning.l2_loss', of: ({ position }) => position.error },
  { definition: 'dictionary_learning.l1_loss', of: ({ position }) => position.l1 },
  { definition: 'dictionary_learning.l0', of: ({ position }) => position.l0 },
  {
    definition: 'dictionary_learning.variance_explained',
    of: ({ residualVariance, totalVariance }) => 1 - residualVariance / totalVariance,
  },
  { definition: 'dictionary_learning.cossim', of: ({ position }) => position.cosine },
  { definition: 'dictionary_learning.l2_ratio', of: ({ position }) => position.normRatio },
  { definition: 'dictionary_learning.relative_reconstruction_bias', of: relativeReconstructionBias },
  { definition: 'dictionary_learning.frac_recovered', of: fractionRecovered },
  { definition: 'dictionary_learning.ce_diff', of: ({ loss }) => loss.reconstructed - loss.original },
  {
    definition: 'dictionary_learning.frac_alive',
    of: (means) => shareOfFeatures(means, (frequency) => frequency > 0),
  },
];
