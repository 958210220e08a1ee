/** The two products of matrices that comparisons are made of. */
import type { ProviderName } from '../engine.js';

/** Rows in a block: maxima are taken over the columns, or rows, of one block. */
export const blockRows = 64;

/** A piece of the table of all products; both sides consist of whole blocks. */
export interface ScreenTile {
  /** D. */
  readonly width: number;
  /** [N, D], each code 128 above the number it stands for. */
  readonly code_ND: Uint8Array;
  /** [D, M]. */
  readonly code_DM: Int8Array;
}

/** Maxima of the products; exact, being integers. */
export interface ScreenMaxima {
  /** Over the columns of every block: [M / 64, N]. */
  readonly ofRows: Int32Array;
  /** Over the rows of every block: [N / 64, M]. */
  readonly ofColumns: Int32Array;
}

export interface SelectedRows {
  readonly matrix_AD: Float32Array;
  /** D. */
  readonly width: number;
  /** Which rows. */
  readonly row_N: Int32Array;
}

/** Products of some rows of one matrix with all rows of another, in float32. */
export interface SelectedProducts {
  /** [N, M] row-major. */
  readonly product_NM: Float32Array;
  /** The largest product of each row. */
  readonly largest_N: Float32Array;
}

/** For every row of one side of a tile its largest product, and the row of the other side that has it; the first of equal ones. */
export interface Largest {
  readonly largest_N: Float32Array;
  readonly place_N: Int32Array;
}

/** Of the products a·bᵀ in float32: over each row of the table, and over each column. */
export type TileMaxima = (
  a_ND: Float32Array,
  b_MD: Float32Array,
  width: number,
) => Promise<{ readonly ofRows: Largest; readonly ofColumns: Largest }>;

export interface DeviceProducts {
  readonly provider: ProviderName;
  readonly tileMaxima: TileMaxima;
}

export interface MatrixProducts {
  /** Taken instead of `screen`, which is faster on a CPU. */
  readonly device?: DeviceProducts;
  screen(tile: ScreenTile): Promise<ScreenMaxima>;
  multiplySelected(a: SelectedRows, b_MD: Float32Array): Promise<SelectedProducts>;
  /** a·bᵀ, [N, M] row-major, in float32. */
  multiply(a_ND: Float32Array, b_MD: Float32Array, width: number): Promise<Float32Array>;
}
