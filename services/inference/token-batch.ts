/** Sequences side by side, as the engine takes them. */
import type { TokenBatch } from '../../engine/engine.js';

export function toTokenBatch(sequences: readonly Int32Array[]): TokenBatch {
  const positions = sequences.reduce((longest, { length }) => Math.max(longest, length), 0);
  const tokenIds_BT = new Int32Array(sequences.length * positions);
  sequences.forEach((tokenIds, b) => tokenIds_BT.set(tokenIds, b * positions));
  return { tokenIds_BT, lengths_B: Int32Array.from(sequences, ({ length }) => length), positions };
}
