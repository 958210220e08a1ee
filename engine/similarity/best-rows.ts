/** The best row of the other side that is known so far, for every row of one side. */
import { cosineOfUnits } from './matrix-row.js';
import { unitRow } from './unit-rows.js';
import type { UnitRows } from './unit-rows.js';

export class BestRows {
  /** -Infinity as long as no row of the other side was looked at. */
  readonly cosine_N: Float64Array;
  /** Row of the other side. */
  readonly row_N: Int32Array;

  constructor(
    readonly own: UnitRows,
    readonly other: UnitRows,
  ) {
    this.cosine_N = new Float64Array(own.count).fill(-Infinity);
    this.row_N = new Int32Array(own.count).fill(-1);
  }

  /** Computes the exact cosine; of equal ones, the row that stood first is kept. */
  tryRow(row: number, otherRow: number): void {
    const cosine = cosineOfUnits(unitRow(this.own, row), unitRow(this.other, otherRow));
    if (cosine < this.cosine_N[row] || (cosine === this.cosine_N[row] && !this.standsBefore(otherRow, this.row_N[row])))
      return;
    this.cosine_N[row] = cosine;
    this.row_N[row] = otherRow;
  }

  private standsBefore(row: number, known: number): boolean {
    return this.other.place_N[row] < this.other.place_N[known];
  }
}
