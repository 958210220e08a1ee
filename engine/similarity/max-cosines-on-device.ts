/** Best matches in both directions where a device multiplies in float32: it hands back nothing but the maxima of each tile. */
import { inHalves } from '../in-halves.js';
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
 * that differ by less than their error either may. Tiles are cut in halves where the device has no memory for them; throws what
 * `tileMaxima` does where that does not help.
 */
export async function* sweepOnDevice({ tile = usualTile, ...sweep }: DeviceSweep): Work<void> {
  const [rows, columns] = [sweep.ofRows.own.count, sweep.ofRows.other.count];
  for (let row = 0; row < rows; row += tile.rows)
    for (let column = 0; column < columns; column += tile.columns) {
      const [height, length] = [Math.min(tile.rows, rows - row), Math.min(tile.columns, columns - column)];
      await inHalves({ row, column, rows: height, columns: length }, halvesOf, (part) => sweepTile(sweep, part));
      const inRow = Math.min(1, (column + tile.columns) / columns);
      yield Math.min(1, (row + tile.rows * inRow) / rows);
    }
}

interface Tile extends TileSize {
  /** The first of each side. */
  readonly row: number;
  readonly column: number;
}

/** A device that cannot hold so few products can do nothing. */
const fewestProducts = 2 ** 12;

async function sweepTile({ ofRows, ofColumns, tileMaxima }: DeviceSweep, tile: Tile): Promise<void> {
  const { row, column, rows, columns } = tile;
  const { own, other } = ofRows;
  const { width } = own;
  const a_ND = own.unit_ND.subarray(row * width, (row + rows) * width);
  const b_MD = other.unit_ND.subarray(column * width, (column + columns) * width);
  const found = await tileMaxima(a_ND, b_MD, width);
  tryWinners(ofRows, row, { ...found.ofRows, first: column });
  tryWinners(ofColumns, column, { ...found.ofColumns, first: row });
}

/** Of its longer side; none of a tile that is small already. */
function halvesOf(tile: Tile): Tile[] {
  const { row, column, rows, columns } = tile;
  if (rows * columns <= fewestProducts) return [];
  const [height, length] = [Math.ceil(rows / 2), Math.ceil(columns / 2)];
  return rows >= columns
    ? [
        { ...tile, rows: height },
        { ...tile, row: row + height, rows: rows - height },
      ]
    : [
        { ...tile, columns: length },
        { ...tile, column: column + length, columns: columns - length },
      ];
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
