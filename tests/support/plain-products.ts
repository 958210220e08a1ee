/** Products of matrices in plain loops, for tests that load no ONNX Runtime. */
import { blockRows } from '../../engine/similarity/matrix-products.js';
import type { MatrixProducts } from '../../engine/similarity/matrix-products.js';
import type { Work } from '../../engine/similarity/share.js';

export const plainProducts: MatrixProducts = {
  screen({ width, code_ND, code_DM }) {
    const rows = code_ND.length / width;
    const columns = code_DM.length / width;
    const ofRows = new Int32Array((columns / blockRows) * rows).fill(-(2 ** 31));
    const ofColumns = new Int32Array((rows / blockRows) * columns).fill(-(2 ** 31));
    for (let n = 0; n < rows; n++)
      for (let m = 0; m < columns; m++) {
        let product = 0;
        for (let d = 0; d < width; d++) product += (code_ND[n * width + d] - 128) * code_DM[d * columns + m];
        const ofRow = Math.floor(m / blockRows) * rows + n;
        const ofColumn = Math.floor(n / blockRows) * columns + m;
        ofRows[ofRow] = Math.max(ofRows[ofRow], product);
        ofColumns[ofColumn] = Math.max(ofColumns[ofColumn], product);
      }
    return Promise.resolve({ ofRows, ofColumns });
  },
  async multiplySelected({ matrix_AD, width, row_N }, b_MD) {
    const a_ND = new Float32Array(row_N.length * width);
    row_N.forEach((row, n) => a_ND.set(matrix_AD.subarray(row * width, (row + 1) * width), n * width));
    const product_NM = await this.multiply(a_ND, b_MD, width);
    const columns = b_MD.length / width;
    const largest_N = Float32Array.from(row_N, (_, n) =>
      Math.max(...product_NM.subarray(n * columns, (n + 1) * columns)),
    );
    return { product_NM, largest_N };
  },
  multiply(a_ND, b_MD, width) {
    const rows = a_ND.length / width;
    const columns = b_MD.length / width;
    const product_NM = new Float32Array(rows * columns);
    for (let n = 0; n < rows; n++)
      for (let m = 0; m < columns; m++) {
        let product = 0;
        for (let d = 0; d < width; d++) product = Math.fround(product + a_ND[n * width + d] * b_MD[m * width + d]);
        product_NM[n * columns + m] = product;
      }
    return Promise.resolve(product_NM);
  },
};

/** Does all of the work; returns what it returns, and the shares that it told. */
export async function finish<T>(work: Work<T>): Promise<{ readonly result: T; readonly shares: readonly number[] }> {
  const shares: number[] = [];
  for (;;) {
    const step = await work.next();
    if (step.done) return { result: step.value, shares };
    shares.push(step.value);
  }
}
