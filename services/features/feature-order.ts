/** The orders in which features are listed, as keys to sort by and as the sorted indices. */
import { unreachable } from '../../domain/unreachable.js';
import type { FeatureOrder } from '../../domain/feature.js';
import type { FeatureColumns } from '../../store/store.js';

/** Features in an order: ascending key, then ascending index. */
export interface OrderedFeatures {
  /** One a feature; descending orders have the negated value, and features without a value Infinity. */
  readonly key_F: Float64Array;
  /** Indices of the features in the order. */
  readonly index_F: Uint32Array;
}

/** Features by index, which needs no harvest. */
export function orderByIndex(size: number): OrderedFeatures {
  return { key_F: new Float64Array(size), index_F: Uint32Array.from({ length: size }, (_, index) => index) };
}

/** Features in an order that a harvest's columns decide; `tokens` is the harvest's number of counted tokens. */
export function orderFeatures(order: FeatureOrder, columns: FeatureColumns, tokens: number): OrderedFeatures {
  const key_F = sortKeys(order, columns, tokens);
  const { index_F } = orderByIndex(key_F.length);
  index_F.sort((a, b) => compareKeys(key_F[a], key_F[b]) || a - b);
  return { key_F, index_F };
}

/** Negative where `a` comes first. A difference would be NaN for two infinite keys. */
export function compareKeys(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Share of the counted tokens on which a feature fires; 0 where nothing was counted. */
export function frequencyOf(firings: number, tokens: number): number {
  return tokens === 0 ? 0 : firings / tokens;
}

function sortKeys(order: FeatureOrder, columns: FeatureColumns, tokens: number): Float64Array {
  const { firings_F, maxActivation_F, topTokenShare_F } = columns;
  switch (order) {
    case 'INDEX_ASC':
      return new Float64Array(firings_F.length);
    case 'FREQUENCY_ASC':
      return firings_F.map((firings) => frequencyOf(firings, tokens));
    case 'FREQUENCY_DESC':
      return firings_F.map((firings) => -frequencyOf(firings, tokens));
    case 'MAX_ACTIVATION_DESC':
      return Float64Array.from(maxActivation_F, (activation) => -activation);
    case 'TOP_TOKEN_SHARE_DESC':
      return topTokenShare_F.map((share) => (Number.isNaN(share) ? Infinity : -share));
    default:
      return unreachable(order);
  }
}
