/**
 * The bins of activation histograms: a quarter of an octave each, between powers of two, so that histograms of different
 * shards and runs add up bin by bin. Bin b holds activations from edge(b) up to, not including, edge(b + 1).
 */

const binsPerOctave = 4;
const lowestOctave = -24;
const highestOctave = 24;
export const activationBinCount = (highestOctave - lowestOctave) * binsPerOctave;

/**
 * Bin of a positive float32, given by its bits; activations below 2^-24 fall into the first bin, from 2^24 on into the last.
 */
export function activationBinOfBits(floatBits: number): number {
  // Exponent and the two highest mantissa bits; 127 is float32's exponent bias.
  const bin = (floatBits >>> 21) - (lowestOctave + 127) * binsPerOctave;
  return bin < 0 ? 0 : bin >= activationBinCount ? activationBinCount - 1 : bin;
}

/** Lower edge of a bin; the quarters of an octave are linear in the mantissa: 1, 1.25, 1.5, 1.75 times a power of two. */
export function activationBinEdge(bin: number): number {
  return 2 ** (Math.floor(bin / binsPerOctave) + lowestOctave) * (1 + (bin % binsPerOctave) / binsPerOctave);
}
