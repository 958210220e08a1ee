/** Best matches in both directions where a device multiplies in float32: it hands back nothing but the maxima of each tile. */
import type { BestRows } from './best-rows.js';
import type { TileMaxima } from './matrix-products.js';
import { productError } from './settle.js';
import type { Work } from './share.js';

/** Of a tile; 64 MiB of products, within what WebGPU binds at once. */
export const usualTile: TileSize = { rows: 2048, columns: 8192 };

export interface TileSize {
  readonly rows: number;
  readonly columns: number;
}

export interface DeviceSweep {
  readonly ofRows: BestRows;
  readonly ofColumns: BestRows;
  readonly tileMaxima: TileMaxima;
  readonly tile?: TileSize;
}

/**
 * Fills in both sides. The cosine of a winner is computed exactly; which one wins is decided by float32 products, so that between cosines
 * that differ by less than their error either may.
 */
export async function* sweepOnDevice({ ofRows, ofColumns, tileMaxima, tile = usualTile }: DeviceSweep): Work<void> {
  const { own, other } = ofRows;
  const { width } = own;
  for (let row = 0; row < own.count; row += tile.rows) {
    const a_ND = own.unit_ND.subarray(row * width, (row + tile.rows) * width);
    for (let column = 0; column < other.count; column += tile.columns) {
      const b_MD = other.unit_ND.subarray(column * width, (column + tile.columns) * width);
      const found = await tileMaxima(a_ND, b_MD, width);
      tryWinners(ofRows, row, { ...found.ofRows, first: column });
      tryWinners(ofColumns, column, { ...found.ofColumns, first: row });
      const inRow = Math.min(1, (column + tile.columns) / other.count);
      yield Math.min(1, (row + tile.rows * inRow) / own.count);
    }
  }
}

interface Winners {
  readonly largest_N: Float32Array;
  readonly place_N: Int32Array;
  /** The tile's first row of the other side. */
  readonly first: number;
}

function tryWinners(best: BestRows, firstRow: number, { largest_N, place_N, first }: Winners): void {
  const margin = productError(best.own.width);
  for (let n = 0; n < largest_N.length; n++)
    if (largest_N[n] + margin >= best.cosine_N[firstRow + n]) best.tryRow(firstRow + n, first + place_N[n]);
}
