/** Pages of features: filtered, ordered, and cut at a cursor. */
import { ResearchError } from '../../domain/errors.js';
import type { FeatureFilter, FeatureKey, FeatureOrder } from '../../domain/feature.js';
import { indexRangeOf, type DictionaryRecord } from '../../domain/dictionary.js';
import type { HarvestRecord } from '../../domain/harvest.js';
import type { Page } from '../../domain/page.js';
import { survivorMask } from '../../domain/surviving-features.js';
import type { HarvestSnapshot } from '../../store/store.js';
import { createBoundedCache } from '../bounded-cache.js';
import { parseFeatureCursor, placeBehind, toFeatureCursor } from './feature-cursor.js';
import { filtersThatNeedHarvest, keepListedInto, keepWithinBoundsInto, parseIndices } from './feature-filter.js';
import { orderByIndex, orderFeatures, type OrderedFeatures } from './feature-order.js';

export interface HarvestedDictionary {
  readonly harvest: HarvestRecord;
  readonly snapshot: HarvestSnapshot;
}

/** Everything a page is made from; lists of indices that other tables answered are looked up before. */
export interface FeaturePageSource {
  readonly dictionary: DictionaryRecord;
  /** Absent before the first harvest. */
  readonly harvested?: HarvestedDictionary;
  /** Features that fire on the filter's token; absent without such a filter. */
  readonly firingOnToken?: Iterable<number>;
  /** Features with the filter's annotation; absent without such a filter. */
  readonly annotated?: Iterable<number>;
}

export interface FeatureCut {
  readonly filter: FeatureFilter;
  readonly orderBy: FeatureOrder;
  readonly first: number;
  readonly after?: string;
}

export interface FeaturePages {
  page(source: FeaturePageSource, cut: FeatureCut): Page<FeatureKey>;
}

/** About 400 kB an order of 32,768 features. */
const ordersKept = 32;

/** Sorting costs far more than a page, so that each snapshot's orders are kept once sorted. */
export function createFeaturePages(): FeaturePages {
  const orders = createBoundedCache<string, OrderedFeatures>(ordersKept);

  function ordered({ dictionary, harvested }: FeaturePageSource, order: FeatureOrder): OrderedFeatures {
    if (harvested === undefined || order === 'INDEX_ASC') {
      const range = indexRangeOf(dictionary);
      return orders.getOrCreate(`range ${range}`, () => orderByIndex(range));
    }
    const { harvest, snapshot } = harvested;
    return orders.getOrCreate(`${harvest.id} ${order}`, () => orderFeatures(order, snapshot.columns, harvest.tokens));
  }

  return {
    page(source, cut) {
      if (source.harvested === undefined) refuseWhatNeedsHarvest(source.dictionary, cut);
      const order = ordered(source, cut.orderBy);
      return cutPage(source.dictionary.name, order, { ...cut, index_M: matching(source, cut.filter, order) });
    },
  };
}

/** Throws NOT_HARVESTED when the filter or the order asks for what only a harvest knows. */
export function refuseWhatNeedsHarvest(
  dictionary: DictionaryRecord,
  { filter, orderBy }: Omit<FeatureCut, 'first'>,
): void {
  const filters = filtersThatNeedHarvest(filter).map((name) => `the filter ${name}`);
  const needing = orderBy === 'INDEX_ASC' ? filters : [`the order ${orderBy}`, ...filters];
  if (needing.length === 0) return;
  const verb = needing.length === 1 ? 'needs' : 'need';
  throw new ResearchError(
    'NOT_HARVESTED',
    `"${dictionary.name}" has no harvest, which ${needing.join(', ')} ${verb}.`,
    {
      at: orderBy === 'INDEX_ASC' ? 'filter' : 'orderBy',
      fix: `Run \`saeql harvest ${dictionary.name} --corpus CORPUS\`.`,
    },
  );
}

/** Indices that stand for a feature and that the filter lets through, in the order. */
function matching(source: FeaturePageSource, filter: FeatureFilter, { index_F }: OrderedFeatures): Uint32Array {
  const { dictionary } = source;
  const isFiltered = Object.values(filter).some((wanted) => wanted !== undefined);
  if (!isFiltered && dictionary.pruning === undefined) return index_F;
  const mask_F = survivorMask(dictionary);
  if (filter.indices !== undefined) keepListedInto(mask_F, parseIndices(filter.indices, mask_F.length));
  if (source.firingOnToken !== undefined) keepListedInto(mask_F, source.firingOnToken);
  if (source.annotated !== undefined) keepListedInto(mask_F, source.annotated);
  if (source.harvested !== undefined) {
    const { snapshot, harvest } = source.harvested;
    keepWithinBoundsInto(mask_F, filter, { columns: snapshot.columns, tokens: harvest.tokens });
  }
  return index_F.filter((index) => mask_F[index] === 1);
}

interface MatchingCut extends FeatureCut {
  readonly index_M: Uint32Array;
}

function cutPage(dictionary: string, order: OrderedFeatures, { index_M, ...cut }: MatchingCut): Page<FeatureKey> {
  const start = cut.after === undefined ? 0 : placeBehind(parseFeatureCursor(cut.after, cut.orderBy), index_M, order);
  const indices = Array.from(index_M.subarray(start, start + cut.first));
  return {
    items: indices.map((index) => ({
      get cursor() {
        return toFeatureCursor(cut.orderBy, { key: order.key_F[index], index });
      },
      node: { dictionary, index },
    })),
    hasNextPage: start + cut.first < index_M.length,
    hasPreviousPage: start > 0,
    totalCount: index_M.length,
  };
}
