/** The definitions of SAELens 6.18 and of the versions after it that mended two of them. */
import { fractionOfVarianceUnexplained, fractionRecovered, relativeReconstructionBias } from './shared-formulas.js';
import type { Variant } from './variant.js';

export const saelens: readonly Variant[] = [
  // The mean over tokens is divided by their number once more, so that it falls with the size of the batch.
  { definition: 'saelens.6.18.mse', of: ({ position, tokens }) => position.squaredError / tokens },
  { definition: 'saelens.fixed.mse', of: ({ position }) => position.squaredError },
  {
    definition: 'saelens.6.18.explained_variance',
    // The mean of squares stands where the square of the mean is meant.
    of: ({ position, width }) =>
      1 - position.squaredError / (position.squaredNorm - (position.squaredNorm / width) ** 2),
  },
  { definition: 'saelens.fixed.explained_variance', of: (means) => 1 - fractionOfVarianceUnexplained(means) },
  { definition: 'saelens.explained_variance_legacy', of: ({ position }) => 1 - position.unexplainedShare },
  { definition: 'saelens.cossim', of: ({ position }) => position.cosine },
  { definition: 'saelens.l2_norm_in', of: ({ position }) => position.norm },
  { definition: 'saelens.l2_norm_out', of: ({ position }) => position.reconstructionNorm },
  { definition: 'saelens.l2_ratio', of: ({ position }) => position.normRatio },
  { definition: 'saelens.relative_reconstruction_bias', of: relativeReconstructionBias },
  { definition: 'saelens.l0', of: ({ position }) => position.l0 },
  { definition: 'saelens.l1', of: ({ position }) => position.l1 },
  { definition: 'saelens.ce_loss_score', of: fractionRecovered },
  { definition: 'saelens.kl_div_with_sae', of: ({ position }) => position.klReconstructed },
  { definition: 'saelens.kl_div_with_ablation', of: ({ position }) => position.klZeroAblated },
  {
    definition: 'saelens.kl_div_score',
    of: ({ position }) => (position.klZeroAblated - position.klReconstructed) / position.klZeroAblated,
  },
];
