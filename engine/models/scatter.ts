/** Puts the results of equal-length batches back into the order of the batch they were split from. */
import type { SparseActivations } from '../engine.js';
import type { EqualLengthBatch } from './equal-length-batches.js';

export interface DenseShape {
  /** T of the whole batch, or T - 1 for values between neighbours. */
  readonly positions: number;
  readonly width: number;
}

/** Copies [b, t, D] of a part, whose sequences may be padded to another length, to their places in the whole batch. */
export function scatterInto(
  whole_BTD: Float32Array,
  { positions, width }: DenseShape,
  part: { readonly values: Float32Array; readonly place_B: readonly number[] },
): void {
  const partLength = part.values.length / part.place_B.length;
  const copied = Math.min(partLength, positions * width);
  part.place_B.forEach((place, b) => {
    const values = part.values.subarray(b * partLength, b * partLength + copied);
    whole_BTD.set(values, place * positions * width);
  });
}

/** Activations of one part of a batch; rows are numbered as in the whole batch. */
export interface EncodedBatch {
  readonly batch: EqualLengthBatch;
  readonly activations: SparseActivations;
}

interface Segment {
  readonly place: number;
  readonly from: SparseActivations;
  readonly start: number;
  readonly end: number;
}

/** One list with ascending rows; `positions` is T of the whole batch. */
export function mergeByRow(parts: readonly EncodedBatch[], positions: number): SparseActivations {
  if (parts.length === 1) return parts[0].activations;
  const segments = parts.flatMap((part) => segmentsOf(part, positions)).sort((a, b) => a.place - b.place);
  const count = segments.reduce((sum, { start, end }) => sum + end - start, 0);
  const merged = {
    row_N: new Int32Array(count),
    feature_N: new Int32Array(count),
    activation_N: new Float32Array(count),
  };
  let n = 0;
  for (const { from, start, end } of segments) {
    merged.row_N.set(from.row_N.subarray(start, end), n);
    merged.feature_N.set(from.feature_N.subarray(start, end), n);
    merged.activation_N.set(from.activation_N.subarray(start, end), n);
    n += end - start;
  }
  return merged;
}

/** The stretch of each sequence; rows of a part ascend, since its sequences are in the order of the whole batch. */
function segmentsOf({ batch, activations }: EncodedBatch, positions: number): Segment[] {
  const { row_N } = activations;
  let end = 0;
  return batch.place_B.map((place) => {
    const start = end;
    end = firstFrom(row_N, (place + 1) * positions, start);
    return { place, from: activations, start, end };
  });
}

/** Index, from `start` on, of the first row that is not below the bound; rows ascend. */
function firstFrom(row_N: Int32Array, bound: number, start: number): number {
  let low = start;
  let high = row_N.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (row_N[middle] < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
