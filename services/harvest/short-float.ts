/**
 * 16-bit floats for stored activations, which are positive: float16's ten mantissa bits, and its sign bit given to the
 * exponent. Where float16 is normal (2^-14 to 65,504) the two hold the same values, so that a later conversion to float16
 * changes nothing; the range is 2^-38 to 2^25, so that no firing becomes 0 or infinite.
 */

/** float32's exponent bias is 127; exponent 1 here stands for 2^-38. */
const exponentShift = (127 - 39) << 10;
const largest = 0xffff;

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The short float nearest to a positive float32 given by its bits, ties to even; never 0. */
export function toShortFloat(floatBits: number): number {
  const dropped = floatBits & 0x1fff;
  const kept = floatBits >>> 13;
  const up = dropped > 0x1000 || (dropped === 0x1000 && (kept & 1) === 1) ? 1 : 0;
  const short = kept + up - exponentShift;
  return short < 1 ? 1 : short > largest ? largest : short;
}

/** The value of a short float; 0 for 0, which stands for "does not fire". */
export function fromShortFloat(short: number): number {
  if (short === 0) return 0;
  bits[0] = (short + exponentShift) << 13;
  return float[0];
}
