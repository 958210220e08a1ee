/** Cuts a measured batch into parts that run together. */
import type { ModelRecord } from '../../domain/model.js';
import type { MeasuredBatch } from '../engine.js';
import { checkBatch } from '../models/check-batch.js';
import { cutBatch, equalLengthBatches, halveBatch } from '../models/equal-length-batches.js';
import type { EqualLengthBatch } from '../models/equal-length-batches.js';

/** Sequences of one padded length, and their masks, [B, T], in which padding is 0. */
export interface MeasuredPart {
  readonly batch: EqualLengthBatch;
  readonly counted_BT: Uint8Array;
  readonly replaced_BT: Uint8Array;
  readonly zeroed_BT: Uint8Array;
}

/**
 * Parts of at most so many positions, or of one sequence where that is longer. Throws ARGUMENT_INVALID for tokens that the
 * model cannot take.
 */
export function toMeasuredParts(batch: MeasuredBatch, model: ModelRecord, mostPositions: number): MeasuredPart[] {
  checkBatch(batch, model);
  return equalLengthBatches(batch, model.contextLength)
    .flatMap((whole) => cutBatch(whole, mostPositions))
    .map((part) => ({
      batch: part,
      counted_BT: maskOf(part, batch.positions, batch.counted_BT),
      replaced_BT: maskOf(part, batch.positions, batch.replaced_BT),
      zeroed_BT: maskOf(part, batch.positions, batch.zeroed_BT),
    }));
}

/** Two parts of about as many sequences; nothing for a single one. */
export function halvePart({ batch, ...masks }: MeasuredPart): MeasuredPart[] {
  let from = 0;
  return halveBatch(batch).map((half) => {
    const start = from * batch.positions;
    from += half.place_B.length;
    const cut = (mask_BT: Uint8Array): Uint8Array => mask_BT.subarray(start, from * batch.positions);
    return {
      batch: half,
      counted_BT: cut(masks.counted_BT),
      replaced_BT: cut(masks.replaced_BT),
      zeroed_BT: cut(masks.zeroed_BT),
    };
  });
}

function maskOf({ place_B, lengths_B, positions }: EqualLengthBatch, T: number, mask_BT: Uint8Array): Uint8Array {
  const part_BT = new Uint8Array(place_B.length * positions);
  place_B.forEach((place, b) => part_BT.set(mask_BT.subarray(place * T, place * T + lengths_B[b]), b * positions));
  return part_BT;
}
