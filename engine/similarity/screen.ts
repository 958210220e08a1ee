/** The first look at all products: their maxima over blocks, in 8-bit integers. */
import { blockRows } from './matrix-products.js';
import type { MatrixProducts } from './matrix-products.js';
import { tileColumns } from './quantise.js';
import type { BlockScales, ColumnCodes, RowCodes } from './quantise.js';
import type { Work } from './share.js';

/** For the rows of one side: the largest product of codes with any row of each block of the other side. */
export interface BlockMaxima {
  /** The first row that is meant, and how many there are; whole blocks. */
  readonly firstRow: number;
  readonly rows: number;
  /** The first block of the other side, and how many there are. */
  readonly firstBlock: number;
  readonly blocks: number;
  /** [blocks, rows] */
  readonly maximum_BN: Int32Array;
}

export interface PanelMaxima {
  readonly ofRows: BlockMaxima;
  readonly ofColumns: BlockMaxima;
}

export interface CodedSides {
  readonly width: number;
  /** How many rows are screened against all columns before their maxima are read. */
  readonly panelRows: number;
  readonly rows: RowCodes;
  readonly columns: ColumnCodes;
}

/** Rows of a tile. */
const tileRows = 1024;
const usualPanelBytes = 144 * 2 ** 20;
const int32Bytes = 4;

/** For a bound on the maxima of both directions that are kept at once; at least one tile. */
export function panelRowsOf(columns: number, mostBytes: number = usualPanelBytes): number {
  const bytesPerRow = (2 * int32Bytes * columns) / blockRows;
  return tileRows * Math.max(1, Math.floor(mostBytes / bytesPerRow / tileRows));
}

export const paddedCount = ({ scale_B }: BlockScales): number => scale_B.length * blockRows;

/** Returns the maxima of the rows from `firstRow` on, at most `panelRows` of them. */
export async function* screenPanel(sides: CodedSides, products: MatrixProducts, firstRow: number): Work<PanelMaxima> {
  const columns = paddedCount(sides.columns);
  const rows = Math.min(sides.panelRows, paddedCount(sides.rows) - firstRow);
  const panel = createPanel(firstRow, rows, columns);
  const tiles = Math.ceil(rows / tileRows) * sides.columns.tiles.length;
  let done = 0;
  for (const [tile, code_DM] of sides.columns.tiles.entries())
    for (let row = 0; row < rows; row += tileRows) {
      const count = Math.min(tileRows, rows - row);
      const start = (firstRow + row) * sides.width;
      const code_ND = sides.rows.code_ND.subarray(start, start + count * sides.width);
      const maxima = await products.screen({ width: sides.width, code_ND, code_DM });
      const column = tile * tileColumns;
      place(maxima.ofRows, panel.ofRows, { row, block: column / blockRows, rows: count });
      place(maxima.ofColumns, panel.ofColumns, {
        row: column,
        block: row / blockRows,
        rows: code_DM.length / sides.width,
      });
      yield ++done / tiles;
    }
  return panel;
}

function createPanel(firstRow: number, rows: number, columns: number): PanelMaxima {
  const firstBlock = firstRow / blockRows;
  const ofRows = { firstRow, rows, firstBlock: 0, blocks: columns / blockRows };
  const ofColumns = { firstRow: 0, rows: columns, firstBlock, blocks: rows / blockRows };
  const createMaxima = (size: typeof ofRows): BlockMaxima => ({
    ...size,
    maximum_BN: new Int32Array(size.blocks * size.rows),
  });
  return { ofRows: createMaxima(ofRows), ofColumns: createMaxima(ofColumns) };
}

interface TilePlace {
  /** Counted from the beginning of the panel. */
  readonly row: number;
  readonly block: number;
  /** Of the tile. */
  readonly rows: number;
}

function place(tile_BN: Int32Array, panel: BlockMaxima, { row, block, rows }: TilePlace): void {
  for (let from = 0, at = block; from < tile_BN.length; from += rows, at++)
    panel.maximum_BN.set(tile_BN.subarray(from, from + rows), at * panel.rows + row);
}
