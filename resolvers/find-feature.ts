/** Finds the features that a query asks for. */
import type { FeatureKey } from '../domain/feature.js';
import type { Page } from '../domain/page.js';
import { featureNotFound, isRemoved } from '../domain/surviving-features.js';
import type { FeaturePageRequest } from '../services/services.js';
import type { RequestContext } from './request-context.js';

/**
 * The feature, or null for one that was removed from a pruned dictionary; throws DICTIONARY_NOT_FOUND, and
 * FEATURE_NOT_FOUND for an index that the dictionary never had.
 */
export async function findFeature(key: FeatureKey, context: RequestContext): Promise<FeatureKey | null> {
  const found = context.services.features.find(key);
  if (found) return found;
  const dictionary = context.loaders.dictionaries.get(key.dictionary);
  if (isRemoved(dictionary, key.index)) return null;
  throw featureNotFound(dictionary, key.index);
}

/** A page of features, from the same snapshot as everything else in the request; throws what the services do. */
export async function findFeatures(
  dictionary: string,
  request: FeaturePageRequest,
  { loaders, services }: RequestContext,
): Promise<Page<FeatureKey>> {
  const harvest = loaders.harvests.get({ dictionary, corpus: request.corpus });
  return services.features.page(dictionary, { ...request, harvest });
}
