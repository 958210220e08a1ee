/** The tokens that a feature fires on most. */
import { parsePageSize } from '../../domain/page.js';
import type { Store } from '../../store/store.js';
import type { CatalogService, FeatureService, Limits } from '../services.js';
import type { Tokenizers } from '../tokenizers.js';

export interface TopTokensOptions {
  readonly store: Pick<Store, 'harvests'>;
  readonly catalog: CatalogService;
  readonly tokenizers: Tokenizers;
  readonly limits: Pick<Limits, 'maxPageSize'>;
}

/** Commonest first; at most as many as a harvest keeps. */
export function createTopTokens({ store, catalog, tokenizers, limits }: TopTokensOptions): FeatureService['topTokens'] {
  return async (harvest, index, first) => {
    parsePageSize(first, limits.maxPageSize);
    const { model } = catalog.getDictionary(harvest.dictionary);
    const tokenizer = await tokenizers.load(catalog.getModel(model));
    const snapshot = store.harvests.open(harvest.id);
    const total = snapshot.columns.firings_F[index];
    return snapshot
      .topTokens(index)
      .slice(0, first)
      .map(({ tokenId, firings, meanActivation }) => ({
        token: tokenizer.token(tokenId),
        firings,
        shareOfFirings: firings / total,
        meanActivation,
      }));
  };
}
