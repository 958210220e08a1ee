/** What a probe says of an activation. */

export interface ProbeWeights {
  readonly weights_D: ArrayLike<number>;
  readonly bias: number;
}

/** weights · activation + bias, in float64 and in the order of the coordinates: the same wherever it is computed. */
export function scoreRow({ weights_D, bias }: ProbeWeights, activation_D: ArrayLike<number>): number {
  let sum = 0;
  for (let d = 0; d < weights_D.length; d++) sum += weights_D[d] * activation_D[d];
  return sum + bias;
}

/** Of every row of [N, D]. */
export function scoreRows(weights: ProbeWeights, values_ND: Float32Array): Float64Array {
  const width = weights.weights_D.length;
  return Float64Array.from({ length: values_ND.length / width }, (_, row) =>
    scoreRow(weights, values_ND.subarray(row * width, (row + 1) * width)),
  );
}
