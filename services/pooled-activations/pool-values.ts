/** Makes the activations of a text's tokens one vector. */
import type { Pooling } from '../../domain/classifier.js';

/** The tokens of a text: `firstOwn` and those behind it take part in mean and maximum. */
export interface TokenSpan {
  readonly tokens: number;
  readonly firstOwn: number;
}

/**
 * Special tokens that stand before the text take no part in mean and maximum: they are the same in every row, and their
 * activations are often much larger than all others. Of a sequence of special tokens alone, all take part.
 */
export function spanOf(tokenIds: ArrayLike<number>, isSpecial: (tokenId: number) => boolean): TokenSpan {
  const tokens = tokenIds.length;
  let firstOwn = 0;
  while (firstOwn < tokens && isSpecial(tokenIds[firstOwn])) firstOwn++;
  return { tokens, firstOwn: firstOwn === tokens ? 0 : firstOwn };
}

export interface TokenValues extends TokenSpan {
  /** At least `tokens` rows of the width; what stands behind them is not read. */
  readonly values_TD: Float32Array;
  readonly width: number;
}

/** One value a coordinate. Sums are in float64, in the order of the tokens, and rounded to float32 once. */
export function poolValues({ values_TD, width, tokens, firstOwn }: TokenValues, pooling: Pooling): Float32Array {
  if (pooling === 'LAST') return values_TD.slice((tokens - 1) * width, tokens * width);
  const own_TD = values_TD.subarray(firstOwn * width, tokens * width);
  return pooling === 'MEAN' ? means(own_TD, width) : maxima(own_TD, width);
}

function means(own_TD: Float32Array, width: number): Float32Array {
  const tokens = own_TD.length / width;
  const sum_D = new Float64Array(width);
  for (let start = 0; start < own_TD.length; start += width)
    for (let d = 0; d < width; d++) sum_D[d] += own_TD[start + d];
  return Float32Array.from(sum_D, (sum) => sum / tokens);
}

function maxima(own_TD: Float32Array, width: number): Float32Array {
  const largest_D = own_TD.slice(0, width);
  for (let start = width; start < own_TD.length; start += width)
    for (let d = 0; d < width; d++) if (own_TD[start + d] > largest_D[d]) largest_D[d] = own_TD[start + d];
  return largest_D;
}
