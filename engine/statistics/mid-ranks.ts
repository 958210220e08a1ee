/** Ranks in which equal values share the mean of theirs. */

/** Ranks from 1. Throws a plain Error for NaN, which has no rank. */
export function midRanks(value_N: Float64Array): Float64Array {
  const order_N = ascendingOrder(value_N);
  const rank_N = new Float64Array(value_N.length);
  let from = 0;
  while (from < order_N.length) {
    let to = from + 1;
    while (to < order_N.length && value_N[order_N[to]] === value_N[order_N[from]]) to++;
    for (let place = from; place < to; place++) rank_N[order_N[place]] = (from + 1 + to) / 2;
    from = to;
  }
  return rank_N;
}

/** Places of the values from the least to the greatest, ties by place. Throws a plain Error for NaN. */
export function ascendingOrder(value_N: Float64Array): Uint32Array {
  if (value_N.some((value) => Number.isNaN(value))) throw new Error('NaN has no rank');
  return Uint32Array.from(value_N, (_, place) => place).sort((a, b) => value_N[a] - value_N[b] || a - b);
}
