/** A part of a data set's rows, and the activations of one feature on it. */
import type { PooledFeatures } from '../../domain/pooled-activations.js';

/** R counts the rows of the data set, N those of the part. */
export interface PartRows {
  readonly count: number;
  readonly positives: number;
  readonly isPositive_N: Uint8Array;
  /** Place in the part; -1 for a row that is not in it. */
  readonly place_R: Int32Array;
}

/** Parts of one data set. */
export interface ScannedParts {
  readonly fit: PartRows;
  readonly calibrate: PartRows;
  readonly test: PartRows;
}

/** @param isPositive_R one entry a row of the data set; rows ascending */
export function toPartRows(rows: Uint32Array, isPositive_R: Uint8Array): PartRows {
  const place_R = new Int32Array(isPositive_R.length).fill(-1);
  rows.forEach((row, place) => (place_R[row] = place));
  const isPositive_N = Uint8Array.from(rows, (row) => isPositive_R[row]);
  return { count: rows.length, positives: countOnes(isPositive_N), isPositive_N, place_R };
}

export function countOnes(bit_N: Uint8Array): number {
  let ones = 0;
  for (let n = 0; n < bit_N.length; n++) ones += bit_N[n];
  return ones;
}

/** Rows of a part on which a feature fires, weakest first; room for all, used again for the next feature. */
export interface SortedFirings {
  length: number;
  /** Places in the part; firings of one strength in ascending order. */
  readonly place_K: Uint32Array;
  /** Greater than 0, exactly as they were given. */
  readonly value_K: Float32Array;
}

/** A 17-bit place beside 31 bits of a positive float32 fits into the 53 bits of a double. */
const placeBits = 2 ** 17;

/** Sorts the firings of one feature after the other. Its answer is overwritten by the next. */
export class FiringSorter {
  private readonly key_K: Float64Array;
  private readonly firings: SortedFirings;
  private readonly bits = new Uint32Array(1);
  private readonly float = new Float32Array(this.bits.buffer);

  /** Throws a plain Error for more than 131,072 rows. */
  constructor(private readonly part: PartRows) {
    if (part.count > placeBits) throw new Error(`${part.count} rows are more than ${placeBits}`);
    this.key_K = new Float64Array(part.count);
    this.firings = { length: 0, place_K: new Uint32Array(part.count), value_K: new Float32Array(part.count) };
  }

  sort({ start_F, row_N, value_N }: PooledFeatures, feature: number): SortedFirings {
    const { place_R } = this.part;
    const { bits, float, key_K } = this;
    let length = 0;
    for (let n = start_F[feature]; n < start_F[feature + 1]; n++) {
      const place = place_R[row_N[n]];
      if (place < 0) continue;
      float[0] = value_N[n];
      // The bits of positive floats are in the order of the floats, and doubles sort without a comparing function.
      key_K[length++] = bits[0] * placeBits + place;
    }
    key_K.subarray(0, length).sort();
    return this.unpack(length);
  }

  private unpack(length: number): SortedFirings {
    const { place_K, value_K } = this.firings;
    const { bits, float, key_K } = this;
    for (let k = 0; k < length; k++) {
      const key = key_K[k];
      const high = Math.floor(key / placeBits);
      place_K[k] = key - high * placeBits;
      bits[0] = high;
      value_K[k] = float[0];
    }
    this.firings.length = length;
    return this.firings;
  }
}
