/** Mean and standard deviation of every coordinate. */

export interface ColumnMoments {
  readonly mean_D: Float64Array;
  /** Of the rows themselves: divided by their number. 1 for a coordinate that is the same in every row. */
  readonly deviation_D: Float64Array;
}

/** In float64, in two passes. The deviation is that of sklearn.preprocessing.StandardScaler. */
export function columnMoments(values_ND: Float32Array, width: number): ColumnMoments {
  const rows = values_ND.length / width;
  const mean_D = columnMeans(values_ND, width);
  const square_D = new Float64Array(width);
  for (let start = 0; start < values_ND.length; start += width)
    for (let d = 0; d < width; d++) square_D[d] += (values_ND[start + d] - mean_D[d]) ** 2;
  const deviation_D = square_D.map((sum, d) => {
    const deviation = Math.sqrt(sum / rows);
    // What rounding of the mean alone leaves is no deviation.
    return deviation > 1e-12 * Math.abs(mean_D[d]) ? deviation : 1;
  });
  return { mean_D, deviation_D };
}

export function columnMeans(values_ND: Float32Array, width: number): Float64Array {
  const sum_D = new Float64Array(width);
  for (let start = 0; start < values_ND.length; start += width)
    for (let d = 0; d < width; d++) sum_D[d] += values_ND[start + d];
  return sum_D.map((sum) => sum / (values_ND.length / width));
}
