/** How many of the hits down to each one are expected to be false. */

/**
 * For each p-value the smallest rate at which it would still be among the discoveries; at most 1.
 *
 * @source Benjamini and Hochberg 1995
 */
export function falseDiscoveryRates(pValue_N: Float64Array): Float64Array {
  const order_N = Uint32Array.from(pValue_N, (_, n) => n).sort((a, b) => pValue_N[a] - pValue_N[b]);
  const rate_N = new Float64Array(pValue_N.length);
  let least = 1;
  for (let rank = order_N.length; rank > 0; rank--) {
    const n = order_N[rank - 1];
    least = Math.min(least, (pValue_N[n] * order_N.length) / rank);
    rate_N[n] = least;
  }
  return rate_N;
}
