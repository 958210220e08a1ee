/** The firings of a batch, taken apart by prompt. */
import type { PromptFirings } from '../../domain/inference.js';
import type { SparseActivations, TokenBatch } from '../../engine/engine.js';

/** One entry a sequence. */
export function firingsBySequence(
  dictionary: string,
  { row_N, feature_N, activation_N }: SparseActivations,
  { lengths_B, positions }: Pick<TokenBatch, 'lengths_B' | 'positions'>,
): PromptFirings[] {
  let end = 0;
  return Array.from(lengths_B, (_, b) => {
    const start = end;
    while (end < row_N.length && row_N[end] < (b + 1) * positions) end++;
    return {
      dictionary,
      position_N: new Uint32Array(row_N.subarray(start, end)).map((row) => row - b * positions),
      feature_N: new Uint32Array(feature_N.subarray(start, end)),
      activation_N: activation_N.slice(start, end),
    };
  });
}
