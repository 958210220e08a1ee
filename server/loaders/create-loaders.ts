/** The look-ups of one request: whatever it reads, it reads once, and a page of things in one read. */
import type { FeatureKey } from '../../domain/feature.js';
import type { Loaders } from '../../resolvers/request-context.js';
import { answeredLoader } from './answered-loader.js';
import type { Asker, NearestWanted, Services, TopContextsRequest } from '../../services/services.js';
import { batchLoader } from './batch-loader.js';
import { memoLookup } from './memo-lookup.js';
import { statisticsLookup } from './statistics-lookup.js';

/** Reads stop with the signal's reason once it is aborted. */
export function createLoaders(services: Services, asker: Asker): Loaders {
  const { signal } = asker;
  const { catalog, harvests, features, contexts, effects, similarities } = services;
  const whileWanted = <K, V>(read: (key: K) => V) => {
    return (key: K): V => {
      signal.throwIfAborted();
      return read(key);
    };
  };
  return {
    models: memoLookup(whileWanted(catalog.getModel.bind(catalog)), itself),
    dictionaries: memoLookup(whileWanted(catalog.getDictionary.bind(catalog)), itself),
    corpora: memoLookup(whileWanted(catalog.getCorpus.bind(catalog)), itself),
    harvests: memoLookup(
      whileWanted((wanted) => harvests.find(wanted.dictionary, wanted.corpus)),
      (wanted) => (wanted.corpus === undefined ? wanted.dictionary : `${wanted.dictionary} on ${wanted.corpus}`),
    ),
    statistics: statisticsLookup((harvest, indices) => {
      signal.throwIfAborted();
      return features.statistics(harvest, indices);
    }),
    topContexts: batchLoader(whileWanted(contexts.top.bind(contexts)), topContextsName),
    vectors: batchLoader(whileWanted(features.vectors.bind(features)), featureName),
    nearest: batchLoader(
      whileWanted((questions) => similarities.nearest(questions, asker)),
      nearestName,
    ),
    annotations: batchLoader(whileWanted(features.annotations.bind(features)), featureName),
    logitEffects: answeredLoader(
      (requests) => effects.logitEffects(requests, asker),
      ({ feature, first }) => `${featureName(feature)} ${first}`,
    ),
    nextTokenEffects: answeredLoader(
      (requests) => effects.nextTokenEffects(requests, asker),
      ({ harvest, index, contexts: most, tokens }) => JSON.stringify([harvest.id, index, most, tokens]),
    ),
  };
}

const itself = (name: string): string => name;
const featureName = (key: FeatureKey): string => `${key.dictionary}#${key.index}`;

function topContextsName({ harvest, index, filter, first, after }: TopContextsRequest): string {
  return JSON.stringify([harvest.id, index, filter, first, after]);
}

function nearestName({ feature, dictionary, vectors, first }: NearestWanted): string {
  return JSON.stringify([featureName(feature), dictionary, vectors, first]);
}
