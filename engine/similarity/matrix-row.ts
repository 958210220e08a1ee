/** One row of a matrix, and what is computed of single rows: length, direction, cosine. */

/** Where the row lies. A view of the array instead would cost more than most of what is computed of a row. */
export interface MatrixRow {
  readonly matrix: Float32Array;
  readonly start: number;
  readonly width: number;
}

export function rowAt(matrix: Float32Array, row: number, width: number): MatrixRow {
  return { matrix, start: row * width, width };
}

/** Squares of float32 numbers do not overflow in float64, so the length is finite if the components are. */
export function lengthOf(row: MatrixRow): number {
  return Math.sqrt(scalarProduct(row, row));
}

/** Returns the largest absolute component afterwards: 0 for the vector of length 0, NaN for one that is not finite. */
export function scaleToUnit(row: MatrixRow): number {
  const length = lengthOf(row);
  if (length === 0) return 0;
  if (!Number.isFinite(length)) return NaN;
  const { matrix, start, width } = row;
  let peak = 0;
  for (let at = start; at < start + width; at++) {
    matrix[at] /= length;
    peak = Math.max(peak, Math.abs(matrix[at]));
  }
  return peak;
}

/**
 * The cosine of two unit vectors as it is reported: in float64, then rounded to float32; neither rounding of their
 * components nor which of the two is named first matters.
 */
export function cosineOfUnits(a: MatrixRow, b: MatrixRow): number {
  const lengths = Math.sqrt(scalarProduct(a, a) * scalarProduct(b, b));
  return lengths === 0 ? 0 : Math.fround(scalarProduct(a, b) / lengths);
}

/** In float64 and always in the same order; four sums, since one would wait for itself at every step. */
function scalarProduct({ matrix: a, start, width }: MatrixRow, { matrix: b, start: startOfB }: MatrixRow): number {
  const whole = width - (width % 4);
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = start, j = startOfB; i < start + whole; i += 4, j += 4) {
    s0 += a[i] * b[j];
    s1 += a[i + 1] * b[j + 1];
    s2 += a[i + 2] * b[j + 2];
    s3 += a[i + 3] * b[j + 3];
  }
  for (let d = whole; d < width; d++) s0 += a[start + d] * b[startOfB + d];
  return s0 + s1 + (s2 + s3);
}
