/** Finds the feature that a query names. */
import { ResearchError } from '../domain/errors.js';
import type { FeatureKey } from '../domain/feature.js';
import type { RequestContext } from './request-context.js';

/**
 * The feature, or null for one that was removed from a pruned dictionary; throws DICTIONARY_NOT_FOUND, and
 * FEATURE_NOT_FOUND for an index that the dictionary never had.
 */
export async function findFeature(key: FeatureKey, context: RequestContext): Promise<FeatureKey | null> {
  const dictionary = await context.loaders.dictionaries.load(key.dictionary);
  const found = context.services.features.find(key);
  if (found) return found;
  if (dictionary.pruning && key.index >= 0 && key.index < dictionary.size + dictionary.pruning.removed) return null;
  const message = `"${key.dictionary}" has no feature ${key.index}; it has ${dictionary.size}.`;
  throw new ResearchError('FEATURE_NOT_FOUND', message, { at: 'index' });
}
