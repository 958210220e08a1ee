/** The definitions of libraries that have few of their own: sparsify, OpenAI's, Hoagy's, Llama Scope's, the Gated paper's. */
import type { CorpusMeans } from '../corpus-means.js';
import { fractionOfVarianceUnexplained, relativeReconstructionBias } from './shared-formulas.js';
import type { Variant } from './variant.js';

/** A feature counts as ever active above so many firings. */
const hoagyLeastFirings = 10;

export const otherLibraries: readonly Variant[] = [
  { definition: 'sparsify.fvu', of: fractionOfVarianceUnexplained },
  { definition: 'openai.normalized_mse', of: ({ position }) => position.relativeSquaredError },
  { definition: 'openai.normalized_l1', of: ({ position }) => position.relativeL1 },
  { definition: 'hoagy.fvu', of: fractionOfVarianceUnexplained },
  {
    definition: 'hoagy.ever_active',
    of: ({ firings_F }) => firings_F.filter((firings) => firings > hoagyLeastFirings).length,
  },
  { definition: 'gated.relative_reconstruction_bias', of: relativeReconstructionBias },
  { definition: 'llamascope.explained_variance', of: (means) => 1 - fractionOfVarianceUnexplained(means) },
  { definition: 'llamascope.explained_variance_legacy', of: ({ position }) => 1 - position.unexplainedShare },
  { definition: 'llamascope.l2_norm_error', of: ({ position }) => position.error },
  { definition: 'llamascope.l2_norm_error_ratio', of: ({ position }) => position.error / position.norm },
  {
    definition: 'llamascope.downstream_loss_ratio',
    // The reciprocal of what the others call the share of the loss that is recovered.
    of: ({ loss }) => (loss.zeroAblated - loss.original) / (loss.zeroAblated - loss.reconstructed),
  },
  ...[0.1, 0.01].map(featuresAbove),
  ...[1e-5, 1e-6, 1e-7].map(featuresBelow),
];

function featuresAbove(bound: number): Variant {
  return { definition: `llamascope.above_${exponential(bound)}`, of: (means) => count(means, (f) => f > bound) };
}

function featuresBelow(bound: number): Variant {
  return {
    definition: `llamascope.below_${exponential(bound)}`,
    // Indices that a pruning removed never fire and are no features.
    of: (means) => means.size - count(means, (f) => f >= bound),
  };
}

function count({ frequency_F }: CorpusMeans, holds: (frequency: number) => boolean): number {
  return frequency_F.filter(holds).length;
}

/** As 1e-1. */
function exponential(bound: number): string {
  return bound.toExponential();
}
