/** Activations with labels, gathered for fitting. */

/** N rows of width D. */
export interface LabelledRows {
  /** Row-major. */
  readonly values_ND: Float32Array;
  readonly width: number;
  /** 1 for a positive row. */
  readonly isPositive_N: Uint8Array;
}

/** The rows of these numbers, in this order, copied. */
export function selectRows({ values_ND, width, isPositive_N }: LabelledRows, rows: Uint32Array): LabelledRows {
  const selected_ND = new Float32Array(rows.length * width);
  rows.forEach((row, n) => selected_ND.set(values_ND.subarray(row * width, (row + 1) * width), n * width));
  return { values_ND: selected_ND, width, isPositive_N: Uint8Array.from(rows, (row) => isPositive_N[row]) };
}
