/** Vectors made ready for comparing: of length 1, ordered so that rows of like scale share a block. */
import { rowAt, scaleToUnit } from './matrix-row.js';
import type { MatrixRow } from './matrix-row.js';
import { permuteRows } from './permute-rows.js';

export interface UnitRows {
  /** N, without vectors of length 0. */
  readonly count: number;
  /** D. */
  readonly width: number;
  /** Largest absolute component falling from row to row. */
  readonly unit_ND: Float32Array;
  /** Largest absolute component of every unit row. */
  readonly peak_N: Float32Array;
  /** Where each row stood. */
  readonly place_N: Uint32Array;
}

/** What the rows of a matrix became. */
export interface PreparedRows {
  readonly rows: UnitRows;
  /** Places of the vectors of length 0, ascending. */
  readonly zeroPlaces: Uint32Array;
}

/** A component that is not finite; `place` counts rows. */
export class NotFinite extends Error {
  constructor(readonly place: number) {
    super(`row ${place} is not finite`);
  }
}

/**
 * Works in place: the array holds the unit rows afterwards.
 *
 * @throws NotFinite
 */
export function toUnitRows(vector_ND: Float32Array, width: number): PreparedRows {
  const count = vector_ND.length / width;
  const peak_N = new Float32Array(count);
  const zero: number[] = [];
  const order: number[] = [];
  for (let place = 0; place < count; place++) {
    peak_N[place] = scaleToUnit(rowAt(vector_ND, place, width));
    if (Number.isNaN(peak_N[place])) throw new NotFinite(place);
    (peak_N[place] === 0 ? zero : order).push(place);
  }
  order.sort((a, b) => peak_N[b] - peak_N[a] || a - b);
  permuteRows(vector_ND, width, Uint32Array.from([...order, ...zero]));
  return { rows: describeRows(vector_ND, { width, order, peak_N }), zeroPlaces: Uint32Array.from(zero) };
}

interface Order {
  readonly width: number;
  readonly order: readonly number[];
  /** By place. */
  readonly peak_N: Float32Array;
}

function describeRows(sorted_ND: Float32Array, { width, order, peak_N }: Order): UnitRows {
  return {
    count: order.length,
    width,
    unit_ND: sorted_ND.subarray(0, order.length * width),
    peak_N: Float32Array.from(order, (place) => peak_N[place]),
    place_N: Uint32Array.from(order),
  };
}

/** Some of the rows, ascending; copied, unless they are all of them. */
export function selectRows(rows: UnitRows, selected: readonly number[]): UnitRows {
  if (selected.length === rows.count) return rows;
  const { width } = rows;
  const unit_ND = new Float32Array(selected.length * width);
  selected.forEach((row, at) => unit_ND.set(rows.unit_ND.subarray(row * width, (row + 1) * width), at * width));
  return {
    count: selected.length,
    width,
    unit_ND,
    peak_N: Float32Array.from(selected, (row) => rows.peak_N[row]),
    place_N: Uint32Array.from(selected, (row) => rows.place_N[row]),
  };
}

export function unitRow({ unit_ND, width }: UnitRows, row: number): MatrixRow {
  return rowAt(unit_ND, row, width);
}
