/** Which features a filter lets through. */
import { ResearchError } from '../../domain/errors.js';
import type { FeatureFilter } from '../../domain/feature.js';
import type { FeatureColumns } from '../../store/store.js';
import { frequencyOf } from './feature-order.js';

/** What a harvest says, as far as filters ask. */
export interface HarvestedColumns {
  readonly columns: FeatureColumns;
  /** Counted tokens. */
  readonly tokens: number;
}

/** The parts of a filter that only a harvest can answer, by name. */
export function filtersThatNeedHarvest(filter: FeatureFilter): string[] {
  const { indices: _indices, annotation: _annotation, ...harvested } = filter;
  return Object.entries(harvested)
    .filter(([, wanted]) => wanted !== undefined && wanted !== null)
    .map(([name]) => name);
}

/** Keeps of the mask what is listed. */
export function keepListedInto(mask_F: Uint8Array, indices: Iterable<number>): void {
  const listed_F = new Uint8Array(mask_F.length);
  for (const index of indices) listed_F[index] = 1;
  for (let index = 0; index < mask_F.length; index++) mask_F[index] &= listed_F[index];
}

/** Keeps of the mask what the filter's bounds on statistics let through; bounds are inclusive. */
export function keepWithinBoundsInto(mask_F: Uint8Array, filter: FeatureFilter, harvest: HarvestedColumns): void {
  const { firings_F, maxActivation_F, topTokenShare_F } = harvest.columns;
  const { minFrequency = 0, maxFrequency = 1, minMaxActivation = 0, minTopTokenShare, alive } = filter;
  for (let index = 0; index < mask_F.length; index++) {
    const frequency = frequencyOf(firings_F[index], harvest.tokens);
    const kept =
      frequency >= minFrequency &&
      frequency <= maxFrequency &&
      maxActivation_F[index] >= minMaxActivation &&
      // A dead feature's share is NaN, which no bound lets through.
      (minTopTokenShare === undefined || topTokenShare_F[index] >= minTopTokenShare) &&
      (alive === undefined || firings_F[index] > 0 === alive);
    if (!kept) mask_F[index] = 0;
  }
}

/** Returns the indices, or throws FEATURE_NOT_FOUND for the first outside of 0 to `range`. */
export function parseIndices(indices: readonly number[], range: number): readonly number[] {
  const unknown = indices.find((index) => !Number.isInteger(index) || index < 0 || index >= range);
  if (unknown === undefined) return indices;
  const message = `The dictionary has no feature ${unknown}; its features are 0 to ${range - 1}.`;
  throw new ResearchError('FEATURE_NOT_FOUND', message, { at: 'filter.indices' });
}
