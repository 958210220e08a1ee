/** Pages of the best matches of a truth's features. */
import { parseCursor, toCursor, type Page } from '../../domain/page.js';
import type { FeaturePair, MatchOrder, SimilarityArrays } from '../../domain/similarity.js';
import { unreachable } from '../../domain/unreachable.js';
import type { MatchPageRequest, NamedSimilarity } from '../services.js';

export interface RankedMatches {
  readonly arrays: SimilarityArrays;
  /** Places in the arrays, in the order. */
  readonly place_N: Uint32Array;
}

/** Ties by the lower feature. */
export function rankMatches(arrays: SimilarityArrays, order: MatchOrder): RankedMatches {
  const { truthCosine_N } = arrays;
  const place_N = Uint32Array.from(truthCosine_N, (_, place) => place);
  const sign = signOf(order);
  if (sign !== 0) place_N.sort((a, b) => sign * (truthCosine_N[a] - truthCosine_N[b]) || a - b);
  return { arrays, place_N };
}

/** A rank is enough of a cursor: similarities never change. Throws CURSOR_INVALID for a cursor of another order. */
export function cutMatches(
  { arrays, place_N }: RankedMatches,
  { truth, query }: Omit<NamedSimilarity, 'record'>,
  { orderBy, first, after }: MatchPageRequest,
): Page<FeaturePair> {
  const start = after === undefined ? 0 : parseRank(after, orderBy) + 1;
  const { truthFeature_N, truthMatch_N, truthCosine_N } = arrays;
  const items = Array.from(place_N.subarray(start, start + first), (place, offset) => ({
    cursor: toCursor([orderBy, start + offset]),
    node: {
      truth: { dictionary: truth, index: truthFeature_N[place] },
      query: { dictionary: query, index: truthMatch_N[place] },
      cosine: truthCosine_N[place],
    },
  }));
  return {
    items,
    hasNextPage: start + first < place_N.length,
    hasPreviousPage: start > 0,
    totalCount: place_N.length,
  };
}

function signOf(order: MatchOrder): number {
  switch (order) {
    case 'TRUTH_INDEX':
      return 0;
    case 'COSINE_ASC':
      return 1;
    case 'COSINE_DESC':
      return -1;
    default:
      return unreachable(order);
  }
}

function parseRank(cursor: string, wanted: MatchOrder): number {
  return parseCursor(cursor, (position) => {
    if (!Array.isArray(position) || position.length !== 2) return undefined;
    const [order, rank] = position as unknown[];
    return order === wanted && Number.isInteger(rank) && Number(rank) >= 0 ? Number(rank) : undefined;
  });
}
