/** IEEE 754 binary16: bits of numbers, and numbers of bits. */

const largestFloat16 = 65_504;
const signBit = 0x8000;

const float = new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);

/** Bits of the nearest binary16, ties to even; for numbers from 0 to 65,504. */
export function float16Bits(value: number): number {
  float[0] = value;
  const bits = floatBits[0];
  const exponent = (bits >>> 23) - 127 + 15;
  if (exponent > 0) return roundedShift(bits - ((127 - 15) << 23), 13);
  // Subnormal: the significand with its hidden bit, counted in steps of 2^-24. Below half a step it is 0.
  return exponent < -10 ? 0 : roundedShift((bits & 0x7fffff) | 0x800000, 14 - exponent);
}

/** Bits of the nearest binary16 of a finite number of either sign; what is beyond its range becomes its largest number. */
export function signedFloat16Bits(value: number): number {
  const bits = float16Bits(Math.min(Math.abs(value), largestFloat16));
  return value < 0 || Object.is(value, -0) ? bits | signBit : bits;
}

/** Bits of all of these numbers, as `signedFloat16Bits`. */
export function toFloat16(values: Float32Array): Uint16Array {
  const bits = new Uint16Array(values.length);
  // Uint16Array.from goes through an iterator, which takes ten times as long.
  for (let place = 0; place < values.length; place++) bits[place] = signedFloat16Bits(values[place]);
  return bits;
}

/** Value of a binary16, infinities and NaN included; exact. */
export function float16Value(bits: number): number {
  const magnitude = bits & 0x7fff;
  const value = magnitude < 0x7c00 ? float16Values[magnitude] : magnitude === 0x7c00 ? Infinity : NaN;
  return bits & signBit ? -value : value;
}

/** Fills the target with the values of as many binary16. */
export function readFloat16Into(target: Float32Array, bits: Uint16Array): void {
  for (let place = 0; place < bits.length; place++) target[place] = float16Value(bits[place]);
}

/** Whether a float32 is a finite number that a binary16 can hold. */
export function isFloat16(value: number): boolean {
  float[0] = value;
  const bits = floatBits[0];
  if ((bits & 0x7fffffff) === 0) return true;
  const exponent = ((bits >>> 23) & 0xff) - 127;
  if (exponent > 15 || exponent < -24) return false;
  // Of the 23 bits of the significand 10 are left, and fewer of a subnormal number.
  const dropped = 13 + Math.max(0, -14 - exponent);
  return (bits & ((1 << dropped) - 1)) === 0;
}

/** Value of every binary16 that is neither negative nor infinite, by its bits. */
export const float16Values: Float32Array = Float32Array.from({ length: 0x7c00 }, (_, bits) => {
  const exponent = bits >>> 10;
  const mantissa = bits & 1023;
  return exponent === 0 ? mantissa * 2 ** -24 : (1 + mantissa / 1024) * 2 ** (exponent - 15);
});

/** bits / 2^shift to the nearest whole number, ties to even. */
function roundedShift(bits: number, shift: number): number {
  const quotient = bits >>> shift;
  const rest = bits & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return rest > half || (rest === half && (quotient & 1) === 1) ? quotient + 1 : quotient;
}
