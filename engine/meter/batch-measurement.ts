/** Puts together what was measured on the parts of a batch. */
import type { BatchMeasurement, DictionaryMeasurement, MeasuredBatch, PositionLosses } from '../engine.js';
import { scatterInto } from '../models/scatter.js';
import type { Tensors } from '../worker/protocol.js';
import type { MeasuredPart } from './measured-parts.js';
import type { Piece } from './pieces.js';
import type { PlannedPart } from './planned-part.js';
import { divergenceOf, lossOf, statisticNamed, sumNamed } from './program-names.js';
import type { Condition } from './program-names.js';
import { getFloat32, getFloat64 } from './program-results.js';
import { addInto, SequenceSums } from './sequence-sums.js';

/** A part and what was fetched for it. */
export interface SummedPart {
  readonly part: MeasuredPart;
  readonly tensors: Tensors;
}

export interface MeasuredPlan extends PlannedPart {
  readonly tensors: Tensors;
}

/** One dictionary in one part. */
interface PlacedPieces extends SummedPart {
  readonly place: number;
  readonly pieces: readonly Piece[];
}

export interface MeasurementShape {
  /** D of what is written. */
  readonly width: number;
  /** F, of all indices, of each dictionary. */
  readonly sizes: readonly number[];
}

export function toBatchMeasurement(
  batch: MeasuredBatch,
  parts: readonly MeasuredPlan[],
  { width, sizes }: MeasurementShape,
): BatchMeasurement {
  const countedRows = countedRowsOf(batch);
  const squaredNorm_BT = wholeOf(batch, parts, ({ tensors }) => getFloat32(tensors, sumNamed('squaredNorm_BT')));
  const squaredDeviation_BT = wholeOf(batch, parts, ({ tensors }) =>
    getFloat32(tensors, sumNamed('squaredDeviation_BT')),
  );
  return {
    squaredNorm_N: pick(squaredNorm_BT, countedRows),
    squaredDeviation_N: pick(squaredDeviation_BT, countedRows),
    sum_D: sumsOf(parts, 'sum_BD', width),
    squares_D: sumsOf(parts, 'squares_BD', width),
    original: lossesOf(batch, parts, 'original'),
    zeroAblated: lossesOf(batch, parts, 'zeroAblated'),
    meanAblated: lossesOf(batch, parts, 'meanAblated'),
    dictionaries: sizes.map((size, place) => ({
      ...lossesOf(batch, parts, place),
      ...statisticsOf(
        batch,
        parts.map((part) => piecesOf(part, place)),
        { countedRows, width, size },
      ),
    })),
  };
}

/** Rows of the counted positions, ascending; padding is never counted. */
function countedRowsOf({ counted_BT, lengths_B, positions }: MeasuredBatch): Int32Array {
  const rows: number[] = [];
  lengths_B.forEach((length, b) => {
    for (let row = b * positions; row < b * positions + length; row++) if (counted_BT[row] !== 0) rows.push(row);
  });
  return Int32Array.from(rows);
}

function pick(values: Float32Array, rows: Int32Array): Float32Array {
  return Float32Array.from(rows, (row) => values[row]);
}

/** [B, T] of the whole batch from the values of the parts. */
function wholeOf<Part extends SummedPart>(
  { lengths_B, positions }: MeasuredBatch,
  parts: readonly Part[],
  valuesOf: (part: Part) => Float32Array,
): Float32Array {
  const whole_BT = new Float32Array(lengths_B.length * positions);
  for (const part of parts)
    scatterInto(whole_BT, { positions, width: 1 }, { values: valuesOf(part), place_B: part.part.batch.place_B });
  return whole_BT;
}

export function sumsOf(parts: readonly SummedPart[], output: string, width: number): Float64Array {
  const sums = new SequenceSums(width);
  for (const { part, tensors } of parts) sums.add(getFloat64(tensors, sumNamed(output)), part.batch.place_B);
  return sums.total();
}

function lossesOf(batch: MeasuredBatch, parts: readonly MeasuredPlan[], condition: Condition): PositionLosses {
  const targets = Math.max(0, batch.positions - 1);
  const stretchesOf = (part: MeasuredPlan, nameOf: typeof lossOf): Float32Array =>
    joinedRows({ ...part, pieces: part.stretches }, (stretch) => nameOf(condition, stretch));
  return {
    loss_BT: wholeOf({ ...batch, positions: targets }, parts, (part) => stretchesOf(part, lossOf)),
    kl_BT:
      condition === 'original'
        ? new Float32Array(batch.lengths_B.length * batch.positions)
        : wholeOf(batch, parts, (part) => stretchesOf(part, divergenceOf)),
  };
}

function piecesOf(result: MeasuredPlan, place: number): PlacedPieces {
  const found = result.families.find(({ family }) => family.members.some((member) => member.place === place));
  if (!found) throw new Error(`no family has the dictionary ${place}`);
  return { ...result, place, pieces: found.pieces };
}

interface StatisticsShape {
  readonly countedRows: Int32Array;
  readonly width: number;
  readonly size: number;
}

function statisticsOf(
  batch: MeasuredBatch,
  parts: readonly PlacedPieces[],
  { countedRows, width, size }: StatisticsShape,
): Omit<DictionaryMeasurement, keyof PositionLosses> {
  const atCounted = (output: string): Float32Array =>
    pick(
      wholeOf(batch, parts, (part) => joinedRows(part, (piece) => statisticNamed(output, part.place, piece))),
      countedRows,
    );
  return {
    l0_N: Int32Array.from(atCounted('l0_N')),
    l1_N: atCounted('l1_N'),
    squaredError_N: atCounted('squaredError_N'),
    squaredReconstruction_N: atCounted('squaredReconstruction_N'),
    product_N: atCounted('product_N'),
    errorSum_D: sumOfPieces(parts, 'errorSum_BD', width),
    errorSquares_D: sumOfPieces(parts, 'errorSquares_BD', width),
    firings_F: firingsOf(parts, size),
  };
}

/** [B, T] of a part from the values of its pieces. */
function joinedRows(
  { part, tensors, pieces }: SummedPart & { readonly pieces: readonly Piece[] },
  nameOf: (piece: number) => string,
): Float32Array {
  const joined_BT = new Float32Array(part.batch.lengths_B.length * part.batch.positions);
  pieces.forEach(({ start }, piece) => joined_BT.set(getFloat32(tensors, nameOf(piece)), start));
  return joined_BT;
}

function sumOfPieces(parts: readonly PlacedPieces[], output: string, width: number): Float64Array {
  const sums = new SequenceSums(width);
  for (const { part, tensors, place, pieces } of parts) {
    const { place_B, positions } = part.batch;
    pieces.forEach(({ start, sequences }, piece) => {
      const first = Math.floor(start / positions);
      const places = place_B.slice(first, first + sequences);
      sums.add(getFloat64(tensors, statisticNamed(output, place, piece)), places);
    });
  }
  return sums.total();
}

function firingsOf(parts: readonly PlacedPieces[], size: number): Float64Array {
  const firings_F = new Float64Array(size);
  for (const { tensors, place, pieces } of parts)
    pieces.forEach((_, piece) => addInto(firings_F, getFloat32(tensors, statisticNamed('firings_1F', place, piece))));
  return firings_F;
}
