/**
 * The place of a feature in an order, as a cursor: the sort key and the index, so that a page goes on at the same
 * place after another harvest has changed the ranks.
 */
import { featureOrders, type FeatureOrder } from '../../domain/feature.js';
import { parseCursor, toCursor } from '../../domain/page.js';
import { compareKeys, type OrderedFeatures } from './feature-order.js';

export interface FeaturePosition {
  readonly key: number;
  readonly index: number;
}

/** JSON has no Infinity, so the key of features without a value is null. */
export function toFeatureCursor(order: FeatureOrder, { key, index }: FeaturePosition): string {
  return toCursor([order, Number.isFinite(key) ? key : null, index]);
}

/** Throws CURSOR_INVALID for anything but a cursor of this order. */
export function parseFeatureCursor(cursor: string, order: FeatureOrder): FeaturePosition {
  return parseCursor(cursor, (position) => {
    if (!Array.isArray(position) || position.length !== 3) return undefined;
    const [itsOrder, key, index] = position as unknown[];
    if (itsOrder !== order || !featureOrders.includes(order)) return undefined;
    if (typeof index !== 'number' || !Number.isInteger(index)) return undefined;
    if (key !== null && typeof key !== 'number') return undefined;
    return { key: key ?? Infinity, index };
  });
}

/** Place in `index_M`, indices in the order, of the first feature behind the position; by bisection. */
export function placeBehind(position: FeaturePosition, index_M: Uint32Array, { key_F }: OrderedFeatures): number {
  let low = 0;
  let high = index_M.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const index = index_M[middle];
    const order = compareKeys(key_F[index], position.key) || index - position.index;
    if (order > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
