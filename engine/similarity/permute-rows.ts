/** Reorders the rows of a matrix without a second matrix. */

/** Row n becomes what row `from_N[n]` was; `from_N` is a permutation. */
export function permuteRows(matrix_ND: Float32Array, width: number, from_N: Uint32Array): void {
  const moved = new Uint8Array(from_N.length);
  const kept_D = new Float32Array(width);
  const move = (from: number, to: number): void => {
    matrix_ND.copyWithin(to * width, from * width, (from + 1) * width);
  };
  for (let start = 0; start < from_N.length; start++) {
    if (moved[start] || from_N[start] === start) continue;
    kept_D.set(matrix_ND.subarray(start * width, (start + 1) * width));
    let row = start;
    for (; from_N[row] !== start; row = from_N[row]) {
      move(from_N[row], row);
      moved[row] = 1;
    }
    matrix_ND.set(kept_D, row * width);
    moved[row] = 1;
  }
}
