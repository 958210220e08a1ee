/** What one counted position adds to the sums of a dictionary's metrics; all in float64 from float32 measurements. */
import type { BatchMeasurement, ReconstructionStatistics } from '../../engine/engine.js';

export const positionTermNames = [
  ...['squaredNorm', 'norm', 'squaredDeviation'],
  ...['squaredError', 'error', 'squaredReconstruction', 'reconstructionNorm', 'product'],
  ...['l0', 'l1', 'cosine', 'normRatio', 'relativeSquaredError', 'relativeL1', 'unexplainedShare'],
  ...['klReconstructed', 'klZeroAblated', 'klMeanAblated'],
] as const;

/**
 * x is the activation, x̂ its reconstruction, e = x - x̂, m the mean of x over the corpus.
 *
 * squaredNorm |x|², squaredDeviation |x - m|², squaredError |e|², squaredReconstruction |x̂|²; the names without "squared"
 * are the norms; product <x, x̂>, cosine <x, x̂> / |x||x̂|, normRatio |x̂| / |x|, relativeSquaredError |e|² / |x|², relativeL1
 * l1 / |x|, unexplainedShare |e|² / |x - m|².
 */
export type PositionTerms = Record<(typeof positionTermNames)[number], number>;

/** SAELens divides by 1 below this norm; nothing else is defined where an activation is zero. */
const smallestNorm = 1e-4;

/** Of the n-th counted position, which is that row of the batch. */
export function positionTerms(
  measured: BatchMeasurement,
  place: number,
  { n, row }: { readonly n: number; readonly row: number },
): PositionTerms {
  const dictionary = measured.dictionaries[place];
  return {
    ...activationTerms(measured, n),
    ...reconstructionTerms(measured, dictionary, n),
    klReconstructed: dictionary.kl_BT[row],
    klZeroAblated: measured.zeroAblated.kl_BT[row],
    klMeanAblated: measured.meanAblated.kl_BT[row],
  };
}

function activationTerms({ squaredNorm_N, squaredDeviation_N }: BatchMeasurement, n: number) {
  return {
    squaredNorm: squaredNorm_N[n],
    norm: Math.sqrt(squaredNorm_N[n]),
    squaredDeviation: squaredDeviation_N[n],
  };
}

function reconstructionTerms(
  { squaredNorm_N, squaredDeviation_N }: BatchMeasurement,
  dictionary: ReconstructionStatistics,
  n: number,
) {
  const [squaredError, squaredReconstruction] = [dictionary.squaredError_N[n], dictionary.squaredReconstruction_N[n]];
  const [norm, reconstructionNorm] = [Math.sqrt(squaredNorm_N[n]), Math.sqrt(squaredReconstruction)];
  const norms = norm * reconstructionNorm;
  return {
    squaredError,
    error: Math.sqrt(squaredError),
    squaredReconstruction,
    reconstructionNorm,
    product: dictionary.product_N[n],
    l0: dictionary.l0_N[n],
    l1: dictionary.l1_N[n],
    cosine: norms === 0 ? 0 : dictionary.product_N[n] / norms,
    normRatio: reconstructionNorm / (norm < smallestNorm ? 1 : norm),
    relativeSquaredError: squaredError / squaredNorm_N[n],
    relativeL1: dictionary.l1_N[n] / norm,
    unexplainedShare: squaredError / squaredDeviation_N[n],
  };
}
