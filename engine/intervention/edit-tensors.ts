/** Edits as tensors: what each position of a batch is multiplied by, given, or has added. */
import type { EqualLengthBatch } from '../models/equal-length-batches.js';
import type { EditedPositions } from '../engine.js';
import type { ColumnsEdit, FeatureEdit, VectorEdit } from './plan-edits.js';

/**
 * The features that are changed, and how: f becomes factor * f + offset. [N, S], N = B * T, or N = 1 where every position is
 * changed alike.
 */
export interface FeatureChanges {
  readonly feature_S: readonly number[];
  readonly factor_NS: Float32Array;
  readonly offset_NS: Float32Array;
}

export function toFeatureChanges(edits: readonly FeatureEdit[], batch: EqualLengthBatch): FeatureChanges {
  const feature_S = [...new Set(edits.map(({ index }) => index))].sort((a, b) => a - b);
  const columnOf = new Map(feature_S.map((index, column) => [index, column] as const));
  const alike = edits.every(({ positions }) => positions === undefined);
  const rows = alike ? 1 : batch.lengths_B.length * batch.positions;
  const factor_NS = new Float32Array(rows * feature_S.length).fill(1);
  const offset_NS = new Float32Array(rows * feature_S.length);
  for (const { index, factor, offset, positions } of edits) {
    const column = columnOf.get(index) ?? 0;
    const change = (row: number): void => {
      const at = row * feature_S.length + column;
      factor_NS[at] *= factor;
      offset_NS[at] = factor * offset_NS[at] + offset;
    };
    if (alike) change(0);
    else forEachRow(positions, batch, change);
  }
  return { feature_S, factor_NS, offset_NS };
}

/** The sum of what is added at each position, [B, T, D]. */
export function toAddedVectors(edits: readonly VectorEdit[], batch: EqualLengthBatch, width: number): Float32Array {
  const added_BTD = new Float32Array(batch.lengths_B.length * batch.positions * width);
  for (const { vector_D, positions } of edits)
    forEachRow(positions, batch, (row) => vector_D.forEach((value, d) => (added_BTD[row * width + d] += value)));
  return added_BTD;
}

/** Where columns are replaced, 1 or 0, and by what; [B, T, D]. */
export function toReplacedColumns(edits: readonly ColumnsEdit[], batch: EqualLengthBatch, width: number) {
  const size = batch.lengths_B.length * batch.positions * width;
  const [mask_BTD, value_BTD] = [new Uint8Array(size), new Float32Array(size)];
  for (const { from, values, positions } of edits)
    forEachRow(positions, batch, (row) => {
      const start = row * width + from;
      mask_BTD.fill(1, start, start + values.length);
      value_BTD.set(values, start);
    });
  return { mask_BTD, value_BTD };
}

/** The rows b * T + t of the positions; positions behind the end of a sequence are left out. */
function forEachRow(positions: EditedPositions, batch: EqualLengthBatch, work: (row: number) => void): void {
  batch.lengths_B.forEach((length, b) => {
    const wanted = positions?.[batch.place_B[b]] ?? Array.from({ length }, (_, t) => t);
    for (const t of wanted) if (t < length) work(b * batch.positions + t);
  });
}
