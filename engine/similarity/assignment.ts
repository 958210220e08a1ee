/**
 * One-to-one assignment of rows to columns that makes the sum of their values as large as possible.
 *
 * Prices keep every row content: value - price of a row's own column is at least that of any other, and a column without a
 * row has the price 0. Any such assignment is optimal (linear programming duality), which also holds for fewer rows than
 * columns.
 *
 * @source R. Jonker & A. Volgenant 1987, "A shortest augmenting path algorithm for dense and sparse linear assignment
 * problems": augmenting row reduction, then shortest augmenting paths; D. F. Crouse 2016, "On implementing 2D rectangular
 * assignment algorithms", for rectangles
 */
import { findPath } from './augmenting-path.js';
import type { Assignment, ValueTable } from './augmenting-path.js';
import type { Work } from './share.js';

/** Bids a row makes on average before the paths take over; more of them take longer than the paths that they spare. */
const bidsPerRow = 8;
/** Rows between two reports. */
const rowsAtOnce = 16;

/** Returns the column of every row. */
export async function* assign(table: ValueTable): Work<Int32Array> {
  if (table.rows > table.columns) throw new Error('there are more rows than columns');
  const assignment: Assignment = {
    ...table,
    column_R: new Int32Array(table.rows).fill(-1),
    row_C: new Int32Array(table.columns).fill(-1),
    price_C: new Float64Array(table.columns),
  };
  const free = yield* bidForColumns(assignment);
  for (const [done, row] of free.entries()) {
    findPath(assignment, row);
    if (done % rowsAtOnce === 0) yield 0.5 + done / (2 * free.length);
  }
  return assignment.column_R;
}

/** Every free row takes its best column and raises its price until it is as good as the second best; returns who is left. */
async function* bidForColumns(assignment: Assignment): Work<number[]> {
  const { rows, column_R, row_C, price_C } = assignment;
  const waiting = Array.from({ length: rows }, (_, row) => row).reverse();
  const mostBids = bidsPerRow * rows;
  for (let bids = 0; waiting.length > 0 && bids < mostBids; bids++) {
    const row = waiting.pop()!;
    const { column, gain } = bestColumn(assignment, row);
    price_C[column] += gain;
    const former = row_C[column];
    row_C[column] = row;
    column_R[row] = column;
    if (former >= 0) {
      column_R[former] = -1;
      waiting.push(former);
    }
    if (bids % (64 * rowsAtOnce) === 0) yield bids / (2 * mostBids);
  }
  return waiting;
}

/** The best column, and how much better it is than the second best. */
function bestColumn({ value_RC, columns, price_C }: Assignment, row: number): { column: number; gain: number } {
  const start = row * columns;
  let column = 0;
  let best = -Infinity;
  let second = -Infinity;
  for (let c = 0; c < columns; c++) {
    const net = value_RC[start + c] - price_C[c];
    if (net <= second) continue;
    if (net > best) {
      second = best;
      best = net;
      column = c;
    } else second = net;
  }
  return { column, gain: columns > 1 ? best - second : 0 };
}
