/** On which rows classifiers err, and which err on the same ones. */
import { createHash } from 'node:crypto';
import type { SortedFirings } from './part-rows.js';

/** One classifier on the rows of a part. */
export interface ErrorPattern {
  /** Bit n % 32 of entry n / 32 is 1 where row n is answered wrongly. */
  readonly bits: Uint32Array;
  readonly errors: number;
  /** The same for features whose activations on the rows are the same. */
  readonly activations: string;
}

export function errorPattern(vote_N: Uint8Array, isPositive_N: Uint8Array, firings: SortedFirings): ErrorPattern {
  const bits = new Uint32Array(Math.ceil(vote_N.length / 32));
  let errors = 0;
  vote_N.forEach((vote, n) => {
    if (vote === isPositive_N[n]) return;
    bits[n >>> 5] |= 1 << (n & 31);
    errors++;
  });
  return { bits, errors, activations: digestOf(firings) };
}

function digestOf({ length, place_K, value_K }: SortedFirings): string {
  return createHash('sha256').update(place_K.subarray(0, length)).update(value_K.subarray(0, length)).digest('base64');
}

/**
 * Correlation of the errors of two classifiers (phi, the Pearson correlation of two bits). One that never or always errs
 * correlates with nothing, except with one of the same activations, which is the same classifier.
 */
export function errorCorrelation(a: ErrorPattern, b: ErrorPattern, rows: number): number {
  if (a.activations === b.activations) return 1;
  const deviation = Math.sqrt(a.errors * (rows - a.errors) * b.errors * (rows - b.errors));
  if (deviation === 0) return 0;
  return (rows * countBoth(a.bits, b.bits) - a.errors * b.errors) / deviation;
}

function countBoth(a: Uint32Array, b: Uint32Array): number {
  let count = 0;
  for (let n = 0; n < a.length; n++) count += countBits(a[n] & b[n]);
  return count;
}

/** @source the parallel sum of bits of Warren, "Hacker's Delight", 5-1 */
function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
