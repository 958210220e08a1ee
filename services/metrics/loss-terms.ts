/** What one target adds to the sums of losses, in nats. */
import type { BatchMeasurement } from '../../engine/engine.js';

export const lossTermNames = ['original', 'reconstructed', 'zeroAblated', 'meanAblated'] as const;

export type LossTerms = Record<(typeof lossTermNames)[number], number>;

/** Of the target at this index of [B, T-1]. */
export function lossTerms(
  { original, zeroAblated, meanAblated, dictionaries }: BatchMeasurement,
  place: number,
  target: number,
): LossTerms {
  return {
    original: original.loss_BT[target],
    reconstructed: dictionaries[place].loss_BT[target],
    zeroAblated: zeroAblated.loss_BT[target],
    meanAblated: meanAblated.loss_BT[target],
  };
}
