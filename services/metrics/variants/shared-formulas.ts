/** Formulas on which several libraries agree. */
import type { CorpusMeans } from '../corpus-means.js';

/** Share of the variance around the mean that is left, a constant residual included. */
export function fractionOfVarianceUnexplained({ position, totalVariance }: CorpusMeans): number {
  return position.squaredError / totalVariance;
}

/** Equation 10 of Rajamanoharan et al. 2024 (arXiv 2404.16014): below 1 where reconstructions shrink. */
export function relativeReconstructionBias({ position }: CorpusMeans): number {
  return position.squaredReconstruction / position.product;
}

export function fractionRecovered({ loss }: CorpusMeans): number {
  return (loss.zeroAblated - loss.reconstructed) / (loss.zeroAblated - loss.original);
}

/** Share of the features that are there. */
export function shareOfFeatures({ frequency_F, size }: CorpusMeans, holds: (frequency: number) => boolean): number {
  return frequency_F.filter(holds).length / size;
}
