/** Gives a free row a column by moving others along the path that costs least. */

export interface ValueTable {
  /** At most as many as columns. */
  readonly rows: number;
  readonly columns: number;
  /** [rows, columns] row-major. */
  readonly value_RC: Float32Array;
}

/** What is assigned so far. */
export interface Assignment extends ValueTable {
  /** -1 for none. */
  readonly column_R: Int32Array;
  /** -1 for none. */
  readonly row_C: Int32Array;
  /** At least 0; float64, so that sums of float32 values are not rounded noticeably. */
  readonly price_C: Float64Array;
}

/** Distances are what is lost, net of prices, by the moves up to a column. */
interface Search {
  readonly loss_C: Float64Array;
  /** The row from which the column is reached. */
  readonly from_C: Int32Array;
  /** The first `settled` columns are at their final distance, the rest is not; a permutation. */
  readonly column_N: Int32Array;
}

/** Assigns the row; Dijkstra's search over columns, which ends at the nearest one that is free. */
export function findPath(assignment: Assignment, freeRow: number): void {
  const { columns, row_C } = assignment;
  const search: Search = {
    loss_C: new Float64Array(columns).fill(Infinity),
    from_C: new Int32Array(columns),
    column_N: Int32Array.from({ length: columns }, (_, column) => column),
  };
  let row = freeRow;
  let loss = 0;
  for (let settled = 0; ; settled++) {
    const nearest = spread(assignment, search, { row, loss, settled });
    const column = search.column_N[nearest];
    loss = search.loss_C[column];
    if (row_C[column] < 0) {
      raisePrices(assignment, search, { settled, loss });
      takeColumns(assignment, search, { column, freeRow });
      return;
    }
    search.column_N[nearest] = search.column_N[settled];
    search.column_N[settled] = column;
    row = row_C[column];
  }
}

interface Step {
  readonly row: number;
  /** Up to the row. */
  readonly loss: number;
  readonly settled: number;
}

/** Shortens the distances by moves of one row; returns where the nearest column stands that is not settled. */
function spread(assignment: Assignment, search: Search, { row, loss, settled }: Step): number {
  const { value_RC, columns, column_R, price_C, row_C } = assignment;
  const { loss_C, from_C, column_N } = search;
  const start = row * columns;
  const own = column_R[row];
  // A free row has nothing to lose; only differences between its columns count.
  const content = own < 0 ? 0 : value_RC[start + own] - price_C[own];
  let nearest = settled;
  let least = Infinity;
  for (let n = settled; n < columns; n++) {
    const column = column_N[n];
    const through = loss + content - value_RC[start + column] + price_C[column];
    if (through < loss_C[column]) {
      loss_C[column] = through;
      from_C[column] = row;
    }
    if (loss_C[column] < least || (loss_C[column] === least && row_C[column] < 0)) {
      least = loss_C[column];
      nearest = n;
    }
  }
  return nearest;
}

/** So that every row stays content with the column that it gets. */
function raisePrices(
  { price_C }: Assignment,
  { column_N, loss_C }: Search,
  { settled, loss }: { readonly settled: number; readonly loss: number },
): void {
  for (let n = 0; n < settled; n++) price_C[column_N[n]] += loss - loss_C[column_N[n]];
}

function takeColumns(
  { column_R, row_C }: Assignment,
  { from_C }: Search,
  { column, freeRow }: { readonly column: number; readonly freeRow: number },
): void {
  for (let taken = column; ;) {
    const row = from_C[taken];
    const former = column_R[row];
    column_R[row] = taken;
    row_C[taken] = row;
    if (row === freeRow) return;
    taken = former;
  }
}
