/** Matching without the table of all cosines: whoever are each other's nearest are a pair, and the rest goes on. */
import type { BestRows } from './best-rows.js';
import type { MatrixProducts } from './matrix-products.js';
import { maxCosines } from './max-cosines.js';
import { asPart } from './share.js';
import type { Work } from './share.js';
import { selectRows } from './unit-rows.js';
import type { UnitRows } from './unit-rows.js';

/** A row of each side. */
export type RowPair = readonly [rowOfA: number, rowOfB: number];

/** Many equal vectors would give one pair a round; what is left after so many rounds stays without a partner. */
const mostRounds = 64;

/**
 * Among the rows that are left, those that are each other's nearest become pairs, until one side is used up: the same pairs
 * as taking the largest cosine that is left, again and again.
 */
export async function* matchMutualNeighbours(a: UnitRows, b: UnitRows, products: MatrixProducts): Work<RowPair[]> {
  const most = Math.min(a.count, b.count);
  const pairs: RowPair[] = [];
  let leftOfA = rowNumbers(a);
  let leftOfB = rowNumbers(b);
  for (let round = 0; round < mostRounds && pairs.length < most; round++) {
    const remaining = 1 - pairs.length / most;
    const comparing = maxCosines(selectRows(a, leftOfA), selectRows(b, leftOfB), { products });
    // Rounds shrink with the square of what is left.
    const { ofRows, ofColumns } = yield* asPart(comparing, 1 - remaining ** 2, 1 - (remaining / 2) ** 2);
    for (const [rowOfA, rowOfB] of mutualPairs(ofRows, ofColumns)) pairs.push([leftOfA[rowOfA], leftOfB[rowOfB]]);
    const takenOfA = new Set(pairs.map(([row]) => row));
    const takenOfB = new Set(pairs.map(([, row]) => row));
    leftOfA = leftOfA.filter((row) => !takenOfA.has(row));
    leftOfB = leftOfB.filter((row) => !takenOfB.has(row));
  }
  return pairs;
}

function rowNumbers({ count }: UnitRows): number[] {
  return Array.from({ length: count }, (_, row) => row);
}

function mutualPairs(ofRows: BestRows, ofColumns: BestRows): RowPair[] {
  const pairs: RowPair[] = [];
  ofRows.row_N.forEach((column, row) => {
    if (ofColumns.row_N[column] === row) pairs.push([row, column]);
  });
  return pairs;
}
