/** Splits a batch so that what a sequence is computed with does not depend on the sequences beside it. */
import type { TokenBatch } from '../engine.js';

/** Sequences of one padded length, and their places in the whole batch. */
export interface EqualLengthBatch extends TokenBatch {
  readonly place_B: readonly number[];
}

/** Padded lengths are multiples of this, so that few unlike shapes are run and sequences still share a run. */
const lengthStep = 16;

/**
 * Groups the sequences by padded length: their own length rounded up to a multiple of 16, at most the model's context
 * length. Sequences without tokens are in no group. The order of sums inside an operator may depend on the sizes of its
 * axes, so T must follow from the sequence alone.
 */
export function equalLengthBatches(batch: TokenBatch, contextLength: number): EqualLengthBatch[] {
  const places = new Map<number, number[]>();
  batch.lengths_B.forEach((length, place) => {
    if (length === 0) return;
    const positions = paddedLength(length, contextLength);
    places.set(positions, [...(places.get(positions) ?? []), place]);
  });
  return [...places].map(([positions, place_B]) => gathered(batch, positions, place_B));
}

/** Parts of whole sequences with at most so many positions, or of one sequence where that is longer. */
export function cutBatch(whole: EqualLengthBatch, mostPositions: number): EqualLengthBatch[] {
  const { positions, place_B } = whole;
  const sequences = Math.max(1, Math.floor(mostPositions / positions));
  return Array.from({ length: Math.ceil(place_B.length / sequences) }, (_, part) => {
    const [from, to] = [part * sequences, (part + 1) * sequences];
    return {
      tokenIds_BT: whole.tokenIds_BT.subarray(from * positions, to * positions),
      lengths_B: whole.lengths_B.subarray(from, to),
      place_B: place_B.slice(from, to),
      positions,
    };
  });
}

/** Two parts of about as many sequences; nothing for a single one. */
export function halveBatch(whole: EqualLengthBatch): EqualLengthBatch[] {
  const sequences = whole.place_B.length;
  return sequences < 2 ? [] : cutBatch(whole, Math.ceil(sequences / 2) * whole.positions);
}

function paddedLength(length: number, contextLength: number): number {
  return Math.min(Math.ceil(length / lengthStep) * lengthStep, contextLength);
}

function gathered(batch: TokenBatch, positions: number, place_B: readonly number[]): EqualLengthBatch {
  const tokenIds_BT = new Int32Array(place_B.length * positions);
  const lengths_B = Int32Array.from(place_B, (place) => batch.lengths_B[place]);
  place_B.forEach((place, b) => {
    const start = place * batch.positions;
    tokenIds_BT.set(batch.tokenIds_BT.subarray(start, start + lengths_B[b]), b * positions);
  });
  return { tokenIds_BT, lengths_B, positions, place_B };
}
