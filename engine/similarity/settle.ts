/**
 * From maxima over blocks to exact best matches: a block is looked at in float32 when its bound reaches the best cosine that
 * is known, and a row in float64 when its float32 product does. Nothing that could win is left out, so the answer
 * is the one of comparing every pair exactly, whatever the order and the size of tiles.
 */
import type { BestRows } from './best-rows.js';
import { blockRows } from './matrix-products.js';
import type { MatrixProducts, SelectedProducts } from './matrix-products.js';
import type { BlockScales } from './quantise.js';
import type { BlockMaxima } from './screen.js';
import type { Work } from './share.js';

export interface Settlement {
  readonly best: BestRows;
  readonly maxima: BlockMaxima;
  readonly ownScales: BlockScales;
  readonly otherScales: BlockScales;
  readonly products: MatrixProducts;
}

/** Bound on the rows of one float32 product. */
const rowsAtOnce = 2048;
/** Covers that unit rows have a length of 1 only up to rounding, and that cosines are reported in float32. */
const rounding = 1e-6;

export async function* settle(settlement: Settlement): Work<void> {
  const { blocks } = settlement.maxima;
  const likeliest_N = likeliestBlocks(settlement);
  const rows_B = groupByBlock(likeliest_N, blocks);
  // The likeliest block first: what is found there rules out nearly all the others.
  for (let block = 0; block < blocks; block++) {
    await lookAt(settlement, block, rows_B[block]);
    yield (block + 1) / (2 * blocks);
  }
  for (let block = 0; block < blocks; block++) {
    await lookAt(settlement, block, rowsThatMayGain(settlement, block, likeliest_N));
    yield (blocks + block + 1) / (2 * blocks);
  }
}

/** For each row of the panel the block with the highest bound; -1 where none reaches what is known from other panels. */
function likeliestBlocks({ best, maxima, ownScales, otherScales }: Settlement): Int32Array {
  const { rows, blocks, firstBlock, firstRow, maximum_BN } = maxima;
  const known_N = best.cosine_N.slice(firstRow, firstRow + rows);
  const highest_N = new Float64Array(rows);
  highest_N.set(known_N);
  const block_N = new Int32Array(known_N.length).fill(-1);
  for (let block = 0; block < blocks; block++)
    for (let row = 0; row < rows; row += blockRows) {
      const { scale, error } = boundOf(ownScales, (firstRow + row) / blockRows, otherScales, firstBlock + block);
      for (let n = row; n < row + blockRows; n++) {
        const bound = scale * maximum_BN[block * rows + n] + error;
        if (bound < highest_N[n]) continue;
        highest_N[n] = bound;
        block_N[n] = block;
      }
    }
  return block_N;
}

/** Rows of the panel, counted from its first, by the block that stands beside each. */
function groupByBlock(block_N: Int32Array, blocks: number): number[][] {
  const rows_B = Array.from({ length: blocks }, (): number[] => []);
  block_N.forEach((block, row) => {
    if (block >= 0) rows_B[block].push(row);
  });
  return rows_B;
}

/** Rows whose best match may be in the block, without those that it is the likeliest of. */
function rowsThatMayGain(settlement: Settlement, block: number, likeliest_N: Int32Array): number[] {
  const { maxima, ownScales, otherScales, best } = settlement;
  const { rows, firstBlock, firstRow } = maxima;
  const maximum_N = maxima.maximum_BN.subarray(block * rows, (block + 1) * rows);
  const known_N = best.cosine_N.subarray(firstRow, firstRow + rows);
  const found: number[] = [];
  for (let row = 0; row < rows; row += blockRows) {
    const { scale, error } = boundOf(ownScales, (firstRow + row) / blockRows, otherScales, firstBlock + block);
    const end = Math.min(row + blockRows, known_N.length);
    for (let n = row; n < end; n++)
      if (scale * maximum_N[n] + error >= known_N[n] && likeliest_N[n] !== block) found.push(n);
  }
  return found;
}

/** No product of two rows of the blocks is above scale · product of their codes + error. */
function boundOf(own: BlockScales, ownBlock: number, other: BlockScales, otherBlock: number) {
  const ownError = own.error_B[ownBlock];
  return {
    scale: own.scale_B[ownBlock] * other.scale_B[otherBlock],
    error: ownError + (1 + ownError) * other.error_B[otherBlock] + rounding,
  };
}

/** Tries the rows against a block of the other side; both are counted from the beginning of the panel. */
async function lookAt({ best, maxima, products }: Settlement, block: number, rows: readonly number[]): Promise<void> {
  const { own, other } = best;
  const { width } = own;
  const first = (maxima.firstBlock + block) * blockRows;
  const end = Math.min(first + blockRows, other.count);
  const other_MD = other.unit_ND.subarray(first * width, end * width);
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const row_N = Int32Array.from(rows.slice(at, at + rowsAtOnce), (row) => maxima.firstRow + row);
    const found = await products.multiplySelected({ matrix_AD: own.unit_ND, width, row_N }, other_MD);
    tryRows(best, row_N, { ...found, first });
  }
}

interface Tried extends SelectedProducts {
  /** The first row of the other side. */
  readonly first: number;
}

function tryRows(best: BestRows, row_N: Int32Array, { product_NM, largest_N, first }: Tried): void {
  const margin = productError(best.own.width);
  const columns = product_NM.length / row_N.length;
  row_N.forEach((row, n) => {
    if (largest_N[n] + margin < best.cosine_N[row]) return;
    const least = Math.max(largest_N[n] - margin, best.cosine_N[row]) - margin;
    for (let m = 0; m < columns; m++) if (product_NM[n * columns + m] >= least) best.tryRow(row, first + m);
  });
}

/**
 * Bound on the error of a float32 product of two unit rows, in any order of summation.
 *
 * @source N. Higham, Accuracy and Stability of Numerical Algorithms, 3.1: |error| <= n·u / (1 - n·u) times the sum of |x||y|
 */
export function productError(width: number): number {
  const nu = width * 2 ** -24;
  return nu / (1 - nu) + rounding;
}
