/** Lists firings from what a device tells of them. */
import { packedBits } from '../dictionaries/device-encode-graph.js';

/** One entry a firing: rows ascending, counted from 0, and features ascending within a row. */
export interface PartFirings {
  readonly row_N: Int32Array;
  readonly feature_N: Int32Array;
  readonly activation_N: Float32Array;
}

/** Of K features a row, ascending in each, those whose strength is above 0. */
export function firingsOfSelection(feature_NK: Int32Array, strength_NK: Float32Array, kept: number): PartFirings {
  const place_N = new Int32Array(strength_NK.reduce((count, strength) => count + Number(strength > 0), 0));
  let n = 0;
  strength_NK.forEach((strength, place) => {
    if (strength > 0) place_N[n++] = place;
  });
  return {
    row_N: place_N.map((place) => Math.floor(place / kept)),
    feature_N: place_N.map((place) => feature_NK[place]),
    activation_N: Float32Array.from(place_N, (place) => strength_NK[place]),
  };
}

/** Sizes of the last axis, of the numbers and of what their bits stand for. */
export interface PackedSizes {
  readonly packed: number;
  readonly unpacked: number;
}

/**
 * Where, through both axes, what the bits stand for is, ascending.
 *
 * @param numbers whole, below 2^16
 * @param places of the numbers among all of them, ascending; undefined where the numbers are all of them
 */
export function placesOfBits(
  numbers: Float32Array,
  places: Int32Array | undefined,
  { packed, unpacked }: PackedSizes,
): Int32Array {
  const found: number[] = [];
  numbers.forEach((number, n) => {
    if (number === 0) return;
    const place = places ? places[n] : n;
    const row = Math.floor(place / packed);
    const first = row * unpacked + (place - row * packed) * packedBits;
    for (let bits = number, bit = 0; bits !== 0; bits >>>= 1, bit++) if (bits & 1) found.push(first + bit);
  });
  return Int32Array.from(found);
}
