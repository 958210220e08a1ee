/**
 * Sums of float32 activations that are the same in every order: whole parts and fractions are added apart.
 *
 * Whole parts are integers, so their float64 sum is exact below 2^53. Fractions are first rounded to multiples of 2^-52
 * and carried into the whole part when they reach 1: two of them below 1 add up to a multiple of 2^-52 below 2, which
 * fits float64's 53 bits, so no addition rounds. A float32 has 24 bits, so the first rounding touches only activations
 * below 2^-29, each by at most 2^-53. Exact additions of integers may be reordered and regrouped freely.
 */
import type { ArrayState } from './array-state.js';

/** The fraction of an activation whose whole part is given, as a multiple of 2^-52 below 1. */
export function fractionOf(activation: number, whole: number): number {
  // Between 1 and 2 a float64's last bit is worth 2^-52: adding 1 rounds to it.
  return 1 + (activation - whole) - 1;
}

/** One exact sum an index. */
export class ExactSums implements ArrayState {
  readonly whole_F: Float64Array;
  readonly fraction_F: Float64Array;

  constructor(size: number) {
    this.whole_F = new Float64Array(size);
    this.fraction_F = new Float64Array(size);
  }

  addActivation(index: number, activation: number): void {
    const whole = Math.floor(activation);
    this.add(index, whole, fractionOf(activation, whole));
  }

  /** Adds another sum's two parts. */
  add(index: number, whole: number, fraction: number): void {
    const sum = this.fraction_F[index] + fraction;
    const carry = sum >= 1 ? 1 : 0;
    this.fraction_F[index] = sum - carry;
    this.whole_F[index] += whole + carry;
  }

  /** The sum, rounded once to float64. */
  value(index: number): number {
    return this.whole_F[index] + this.fraction_F[index];
  }

  parts(index: number): { readonly whole: number; readonly fraction: number } {
    return { whole: this.whole_F[index], fraction: this.fraction_F[index] };
  }

  reset(index: number): void {
    this.whole_F[index] = 0;
    this.fraction_F[index] = 0;
  }

  addAll(other: ExactSums): void {
    for (let i = 0; i < this.whole_F.length; i++) this.add(i, other.whole_F[i], other.fraction_F[i]);
  }

  arrays(): ArrayBufferView[] {
    return [this.whole_F, this.fraction_F];
  }
}
