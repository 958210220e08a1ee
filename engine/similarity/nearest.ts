/** The features whose vectors are nearest to given ones: exact, in one pass over the weights, without an index. */
import { ResearchError } from '../../domain/errors.js';
import type { NearestFeatures, NearestRequest } from './comparison.js';
import { cosineOfUnits, lengthOf, rowAt, scaleToUnit } from './matrix-row.js';
import type { MatrixRow } from './matrix-row.js';
import type { MatrixProducts } from './matrix-products.js';
import { createRanking } from './ranking.js';
import type { Ranking } from './ranking.js';
import { checkSameWidth, openVectors } from './read-vectors.js';
import type { VectorMatrix } from './read-vectors.js';
import { productError } from './settle.js';

/** What is read at once: it stays in the cache while it is used. */
const bytesAtOnce = 2 ** 22;
const float32Bytes = 4;
/** Lengths outside of these bounds make float32 products overflow or lose digits. */
const leastLength = 1e-25;
const largestLength = 1e25;

/** One entry a query; a query of length 0 has the cosine 0 with everything. */
export async function findNearest(request: NearestRequest, products: MatrixProducts): Promise<NearestFeatures[]> {
  const matrix = await openVectors(request.among);
  try {
    checkSameWidth({ name: request.among.name, width: matrix.width }, { name: 'the query', width: request.width });
    const search = createSearch(request, matrix);
    for await (const rows of readAhead(matrix)) await lookAt(search, rows, products);
    return search.rankings.map((ranking) => ranking.list());
  } finally {
    await matrix.close();
  }
}

interface Search {
  readonly matrix: VectorMatrix;
  readonly unit_QD: Float32Array;
  readonly rankings: readonly Ranking[];
  readonly excluded_Q: Int32Array;
  /** Of float32 products. */
  readonly margin: number;
  /** 1 for features that take part. */
  readonly takesPart_F: Uint8Array;
}

function createSearch({ query_QD, width, count, excluded_Q }: NearestRequest, matrix: VectorMatrix): Search {
  const queries = query_QD.length / width;
  const unit_QD = query_QD.slice();
  for (let query = 0; query < queries; query++)
    if (Number.isNaN(scaleToUnit(rowAt(unit_QD, query, width))))
      throw new ResearchError('ARGUMENT_INVALID', `Query vector ${query} holds a number that is not finite.`);
  const takesPart_F = new Uint8Array(matrix.size);
  for (const feature of matrix.feature_N) takesPart_F[feature] = 1;
  return {
    matrix,
    unit_QD,
    margin: productError(width),
    takesPart_F,
    rankings: Array.from({ length: queries }, () => createRanking(count)),
    excluded_Q: excluded_Q ?? new Int32Array(queries).fill(-1),
  };
}

interface ReadRows {
  readonly firstFeature: number;
  readonly row_ND: Float32Array;
}

/** Reads the next rows while the caller is busy with these; two buffers take turns. */
async function* readAhead(matrix: VectorMatrix): AsyncGenerator<ReadRows, void> {
  const { size, width } = matrix;
  const rowsAtOnce = Math.max(1, Math.floor(bytesAtOnce / (width * float32Bytes)));
  const buffers = [0, 1].map(() => new Float32Array(Math.min(rowsAtOnce, size) * width));
  const read = async (firstFeature: number): Promise<ReadRows> => {
    const rows = Math.min(rowsAtOnce, size - firstFeature);
    const row_ND = buffers[(firstFeature / rowsAtOnce) % 2].subarray(0, rows * width);
    await matrix.readRows(firstFeature, row_ND);
    return { firstFeature, row_ND };
  };
  let next = read(0);
  for (let first = 0; first < size; first += rowsAtOnce) {
    const rows = await next;
    if (first + rowsAtOnce < size) next = read(first + rowsAtOnce);
    yield rows;
  }
}

async function lookAt(search: Search, { firstFeature, row_ND }: ReadRows, products: MatrixProducts): Promise<void> {
  const { matrix, unit_QD, takesPart_F } = search;
  const { width } = matrix;
  const product_NQ = await products.multiply(row_ND, unit_QD, width);
  const queries = search.rankings.length;
  for (let n = 0; n < row_ND.length / width; n++) {
    const feature = firstFeature + n;
    if (!takesPart_F[feature]) continue;
    const row = rowAt(row_ND, n, width);
    const length = lengthOf(row);
    if (!Number.isFinite(length)) throw matrix.notFinite(feature);
    for (let query = 0; query < queries; query++)
      tryFeature(search, { feature, row, length, query, product: product_NQ[n * queries + query] });
  }
}

interface Tried {
  readonly feature: number;
  readonly row: MatrixRow;
  readonly length: number;
  readonly query: number;
  /** In float32, of the row and the unit vector of the query. */
  readonly product: number;
}

function tryFeature(search: Search, { feature, row, length, query, product }: Tried): void {
  const ranking = search.rankings[query];
  const isSafe = length > leastLength && length < largestLength;
  if (isSafe && product / length + search.margin < ranking.least) return;
  if (search.excluded_Q[query] === feature) return;
  ranking.add(feature, exactCosine(row, rowAt(search.unit_QD, query, row.width)));
}

/** As a comparison tells it: both vectors are rounded to float32 after they were made of length 1. */
function exactCosine({ matrix, start, width }: MatrixRow, query: MatrixRow): number {
  const unit = rowAt(matrix.slice(start, start + width), 0, width);
  return scaleToUnit(unit) === 0 ? 0 : cosineOfUnits(unit, query);
}
