/** Features: found, listed, counted, spelled out and annotated. */
import { randomInt } from 'node:crypto';
import type { FeatureFilter, FeatureKey } from '../domain/feature.js';
import type { HarvestRecord } from '../domain/harvest.js';
import { parsePageSize } from '../domain/page.js';
import { createRandom } from '../domain/seeded-random.js';
import { featureNotFound, hasFeature } from '../domain/surviving-features.js';
import type { HarvestSnapshot, Store } from '../store/store.js';
import { annotate } from './features/annotations.js';
import { createFeaturePages, refuseWhatNeedsHarvest, type FeaturePageSource } from './features/feature-page.js';
import { activationHistogram, featureStatistics, pickFiringFeature } from './features/feature-statistics.js';
import { createFeatureVectors } from './features/feature-vectors.js';
import { givenConditions } from './given-conditions.js';
import type { CatalogService, Clock, FeatureService, HarvestService, Limits } from './services.js';
import { tokenIdsOfText } from './token-ids-of-text.js';
import type { Tokenizers } from './tokenizers.js';
import { createTopTokens } from './features/top-tokens.js';

export interface FeaturesOptions {
  readonly store: Store;
  readonly catalog: CatalogService;
  readonly harvests: HarvestService;
  readonly tokenizers: Tokenizers;
  readonly limits: Pick<Limits, 'maxPageSize'>;
  readonly clock: Clock;
}

/** Answers from the catalog, the newest harvest (on the corpus that is named) and the dictionary's weights. */
export function createFeatures(options: FeaturesOptions): FeatureService {
  const { store, catalog, harvests, clock } = options;
  const open = (harvest: HarvestRecord) => store.harvests.open(harvest.id);
  const find = (key: FeatureKey) => (hasFeature(catalog.getDictionary(key.dictionary), key.index) ? key : undefined);
  return {
    find,
    page: createPage(options),
    random(dictionary, corpus, seed) {
      catalog.getDictionary(dictionary);
      const harvest = harvests.find(dictionary, corpus);
      if (harvest === undefined) return undefined;
      const index = pickFiringFeature(open(harvest), createRandom(seed ?? randomInt(2 ** 32)));
      return index === undefined ? undefined : { dictionary, index };
    },
    statistics: (harvest, indices) => featureStatistics(harvest, open(harvest), indices),
    activationHistogram: (harvest, index) => activationHistogram(open(harvest), index),
    topTokens: createTopTokens(options),
    vectors: createFeatureVectors(options),
    annotations: (keys) => store.annotations.list(keys),
    annotate(key, text, author) {
      if (find(key) === undefined) throw featureNotFound(catalog.getDictionary(key.dictionary), key.index);
      annotate(key, text, { store, clock, author });
      return key;
    },
  };
}

function createPage({ store, catalog, harvests, tokenizers, limits }: FeaturesOptions): FeatureService['page'] {
  const pages = createFeaturePages();

  async function firingOnToken(model: string, snapshot: HarvestSnapshot, text: string): Promise<number[]> {
    const tokenizer = await tokenizers.load(catalog.getModel(model));
    return tokenIdsOfText(tokenizer, text, 'filter.token').flatMap((id) => [...snapshot.featuresFiringOn(id)]);
  }

  return async (name, { corpus, orderBy, after, ...request }) => {
    const dictionary = catalog.getDictionary(name);
    const filter: FeatureFilter = givenConditions(request.filter);
    const cut = { filter, orderBy, after, first: parsePageSize(request.first, limits.maxPageSize) };
    const annotated = filter.annotation === undefined ? undefined : store.annotations.search(name, filter.annotation);
    const harvest = request.harvest ?? harvests.find(name, corpus);
    if (harvest === undefined) {
      refuseWhatNeedsHarvest(dictionary, cut);
      return pages.page({ dictionary, annotated }, cut);
    }
    const snapshot = store.harvests.open(harvest.id);
    const source: FeaturePageSource = { dictionary, annotated, harvested: { harvest, snapshot } };
    if (filter.token === undefined) return pages.page(source, cut);
    const firing = await firingOnToken(dictionary.model, snapshot, filter.token);
    return pages.page({ ...source, firingOnToken: firing }, cut);
  };
}
