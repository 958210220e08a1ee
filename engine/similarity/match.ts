/** One-to-one matching of the features of two dictionaries. */
import { assign } from './assignment.js';
import { meanOf } from './best-matches.js';
import { readPair } from './compare.js';
import type { Matching, VectorPair } from './comparison.js';
import { cosineOfUnits } from './matrix-row.js';
import type { MatrixProducts } from './matrix-products.js';
import { matchMutualNeighbours } from './mutual-neighbours.js';
import type { RowPair } from './mutual-neighbours.js';
import type { FeatureRows } from './read-vectors.js';
import { asPart } from './share.js';
import type { Work } from './share.js';
import { unitRow } from './unit-rows.js';
import type { UnitRows } from './unit-rows.js';

/** Bound on the table of cosines of an exact matching: 8,192 x 8,192 take 256 MiB. */
const mostExactPairs = 8192 ** 2;
const rowsAtOnce = 512;
/** Measured, and only told to whoever waits. */
const shareOfTable = 0.1;

/** Exact where the table of all cosines fits; otherwise mutual nearest neighbours, again and again. */
export async function* match(pair: VectorPair, products: MatrixProducts): Work<Matching> {
  const { truth, query } = await readPair(pair);
  const exact = truth.rows.count * query.rows.count <= mostExactPairs;
  const pairs = exact
    ? yield* matchExactly(truth.rows, query.rows, products)
    : yield* matchMutualNeighbours(truth.rows, query.rows, products);
  return { ...toFeatures(pairs, truth, query), exact };
}

async function* matchExactly(a: UnitRows, b: UnitRows, products: MatrixProducts): Work<RowPair[]> {
  if (a.count > b.count) {
    const turned = yield* matchExactly(b, a, products);
    return turned.map(([rowOfB, rowOfA]) => [rowOfA, rowOfB]);
  }
  if (a.count === 0) return [];
  const value_RC = yield* asPart(cosineTable(a, b, products), 0, shareOfTable);
  const assigning = assign({ rows: a.count, columns: b.count, value_RC });
  const column_R = yield* asPart(assigning, shareOfTable, 1);
  return Array.from(column_R, (column, row) => [row, column]);
}

async function* cosineTable(a: UnitRows, b: UnitRows, products: MatrixProducts): Work<Float32Array> {
  const { width } = a;
  const table_AB = new Float32Array(a.count * b.count);
  for (let row = 0; row < a.count; row += rowsAtOnce) {
    const rows_ND = a.unit_ND.subarray(row * width, (row + rowsAtOnce) * width);
    table_AB.set(await products.multiply(rows_ND, b.unit_ND, width), row * b.count);
    yield Math.min(row + rowsAtOnce, a.count) / a.count;
  }
  return table_AB;
}

function toFeatures(pairs: readonly RowPair[], truth: FeatureRows, query: FeatureRows): Omit<Matching, 'exact'> {
  const inOrder = [...pairs].sort(([a], [b]) => truth.rows.place_N[a] - truth.rows.place_N[b]);
  const cosine_N = Float32Array.from(inOrder, ([a, b]) =>
    cosineOfUnits(unitRow(truth.rows, a), unitRow(query.rows, b)),
  );
  return {
    truthFeature_N: Uint32Array.from(inOrder, ([row]) => truth.feature_N[truth.rows.place_N[row]]),
    queryFeature_N: Uint32Array.from(inOrder, ([, row]) => query.feature_N[query.rows.place_N[row]]),
    cosine_N,
    meanCosine: meanOf(cosine_N),
  };
}
