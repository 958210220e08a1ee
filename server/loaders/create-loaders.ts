/** The look-ups of one request: whatever it reads, it reads once, and a page of things in one read. */
import type { FeatureKey } from '../../domain/feature.js';
import type { FeatureStatistics } from '../../domain/feature.js';
import type { HarvestedFeature, Loaders } from '../../resolvers/request-context.js';
import type { FeatureService, Services, TopContextsRequest } from '../../services/services.js';
import { batchLoader } from './batch-loader.js';
import { memoLoader } from './memo-loader.js';

/** Reads stop with the signal's reason once it is aborted. */
export function createLoaders(services: Services, signal: AbortSignal): Loaders {
  const { catalog, harvests, features, contexts } = services;
  const whileWanted = <K, V>(read: (key: K) => V) => {
    return (key: K): V => {
      signal.throwIfAborted();
      return read(key);
    };
  };
  return {
    models: memoLoader(whileWanted(catalog.getModel.bind(catalog)), itself),
    dictionaries: memoLoader(whileWanted(catalog.getDictionary.bind(catalog)), itself),
    corpora: memoLoader(whileWanted(catalog.getCorpus.bind(catalog)), itself),
    harvests: memoLoader(
      whileWanted((wanted) => harvests.find(wanted.dictionary, wanted.corpus)),
      (wanted) => (wanted.corpus === undefined ? wanted.dictionary : `${wanted.dictionary} on ${wanted.corpus}`),
    ),
    statistics: batchLoader(
      whileWanted((wanted) => readStatistics(features, wanted)),
      (wanted) => `${wanted.harvest.id}#${wanted.index}`,
    ),
    topContexts: batchLoader(whileWanted(contexts.top.bind(contexts)), topContextsName),
    vectors: batchLoader(whileWanted(features.vectors.bind(features)), featureName),
    annotations: batchLoader(whileWanted(features.annotations.bind(features)), featureName),
  };
}

const itself = (name: string): string => name;
const featureName = (key: FeatureKey): string => `${key.dictionary}#${key.index}`;

function topContextsName({ harvest, index, filter, first, after }: TopContextsRequest): string {
  return JSON.stringify([harvest.id, index, filter, first, after]);
}

/** One read a harvest, put back into the order asked for. */
function readStatistics(features: FeatureService, wanted: readonly HarvestedFeature[]): FeatureStatistics[] {
  const found = new Array<FeatureStatistics>(wanted.length);
  for (const places of placesByHarvest(wanted).values()) {
    const indices = places.map((place) => wanted[place].index);
    const statistics = features.statistics(wanted[places[0]].harvest, indices);
    places.forEach((place, i) => (found[place] = statistics[i]));
  }
  return found;
}

function placesByHarvest(wanted: readonly HarvestedFeature[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  wanted.forEach(({ harvest }, place) => {
    const others = places.get(harvest.id);
    if (others) others.push(place);
    else places.set(harvest.id, [place]);
  });
  return places;
}
