/** Vectors made ready for comparing: of length 1, ordered so that rows of like scale share a block. */
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
    peak_N[place] = scaleToUnit(vector_ND.subarray(place * width, (place + 1) * width));
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

/** Returns the largest absolute component afterwards: 0 for the vector of length 0, NaN for one that is not finite. */
export function scaleToUnit(vector_D: Float32Array): number {
  const length = lengthOf(vector_D);
  if (length === 0) return 0;
  // Squares of float32 numbers do not overflow in float64, so the length is finite if the components are.
  if (!Number.isFinite(length)) return NaN;
  let peak = 0;
  for (let d = 0; d < vector_D.length; d++) {
    vector_D[d] /= length;
    peak = Math.max(peak, Math.abs(vector_D[d]));
  }
  return peak;
}

export function lengthOf(vector_D: Float32Array): number {
  return Math.sqrt(scalarProduct(vector_D, vector_D));
}

/** In float64 and always in the same order; four sums, since one would wait for itself at every step. */
function scalarProduct(a_D: Float32Array, b_D: Float32Array): number {
  const whole = a_D.length - (a_D.length % 4);
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let d = 0; d < whole; d += 4) {
    s0 += a_D[d] * b_D[d];
    s1 += a_D[d + 1] * b_D[d + 1];
    s2 += a_D[d + 2] * b_D[d + 2];
    s3 += a_D[d + 3] * b_D[d + 3];
  }
  for (let d = whole; d < a_D.length; d++) s0 += a_D[d] * b_D[d];
  return s0 + s1 + (s2 + s3);
}

/** Some of the rows, ascending; copied, unless they are all of them. */
export function selectRows(rows: UnitRows, selected: readonly number[]): UnitRows {
  if (selected.length === rows.count) return rows;
  const { width } = rows;
  const unit_ND = new Float32Array(selected.length * width);
  selected.forEach((row, at) => unit_ND.set(rowOf(rows, row), at * width));
  return {
    count: selected.length,
    width,
    unit_ND,
    peak_N: Float32Array.from(selected, (row) => rows.peak_N[row]),
    place_N: Uint32Array.from(selected, (row) => rows.place_N[row]),
  };
}

/**
 * The cosine of two unit vectors as it is reported: in float64, then rounded to float32; neither rounding of their
 * components nor which of the two is named first matters.
 */
export function cosineOfUnits(a_D: Float32Array, b_D: Float32Array): number {
  const lengths = Math.sqrt(scalarProduct(a_D, a_D) * scalarProduct(b_D, b_D));
  return lengths === 0 ? 0 : Math.fround(scalarProduct(a_D, b_D) / lengths);
}

export function cosineOf(a: UnitRows, rowOfA: number, b: UnitRows, rowOfB: number): number {
  return cosineOfUnits(rowOf(a, rowOfA), rowOf(b, rowOfB));
}

function rowOf({ unit_ND, width }: UnitRows, row: number): Float32Array {
  return unit_ND.subarray(row * width, (row + 1) * width);
}
