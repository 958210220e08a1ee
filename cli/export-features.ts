/** Writes what is stored of a dictionary's features as JSON Lines, with the field names of GraphQL's Feature. */
import { open } from 'node:fs/promises';
import type { Context } from '../domain/context.js';
import type { DictionaryRecord } from '../domain/dictionary.js';
import type { HarvestRecord } from '../domain/harvest.js';
import { toNodeId } from '../domain/node-id.js';
import type { Services } from '../services/services.js';
import { featureBatches } from './feature-batches.js';
import type { Progress } from './progress.js';

export interface FeatureExport {
  readonly services: Services;
  readonly dictionary: DictionaryRecord;
  /** Undefined for a dictionary that was not harvested: what comes from a harvest is null then. */
  readonly harvest: HarvestRecord | undefined;
  /** Top contexts a feature. */
  readonly contexts: number;
  /** Commonest tokens a feature. */
  readonly tokens: number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** One line a feature, in the order of indices; none for those that a pruning removed. */
export async function writeFeatures(path: string, request: FeatureExport): Promise<void> {
  const { dictionary, progress, signal } = request;
  const file = await open(path, 'wx');
  try {
    for (const { indices, start } of featureBatches(dictionary, signal)) {
      const documents = await readFeatures(request, indices);
      await file.write(documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
      progress.update(start / dictionary.size, 'features');
    }
  } finally {
    await file.close();
  }
}

async function readFeatures(request: FeatureExport, indices: readonly number[]) {
  const { services, dictionary, harvest } = request;
  const keys = indices.map((index) => ({ dictionary: dictionary.name, index }));
  const annotations = services.features.annotations(keys);
  const harvested = harvest === undefined ? [] : await readHarvested(request, harvest, indices);
  return keys.map(({ index }, position) => ({
    id: toNodeId('Feature', `${dictionary.name}#${index}`),
    dictionary: { name: dictionary.name },
    index,
    ...(harvested[position] ?? neverHarvested),
    annotations: annotations[position],
  }));
}

const neverHarvested = { statistics: null, topContexts: null, topTokens: null, activationHistogram: null };

async function readHarvested(request: FeatureExport, harvest: HarvestRecord, indices: readonly number[]) {
  const { features, contexts } = request.services;
  const statistics = features.statistics(harvest, indices);
  const pages = await contexts.top(indices.map((index) => ({ harvest, index, first: request.contexts })));
  return Promise.all(
    indices.map(async (index, position) => ({
      statistics: { corpus: { name: harvest.corpus }, ...statistics[position] },
      topContexts: { nodes: pages[position].items.map(({ node }) => toDocument(node, contexts)) },
      topTokens: await features.topTokens(harvest, index, request.tokens),
      activationHistogram: features.activationHistogram(harvest, index),
    })),
  );
}

function toDocument(context: Context, contexts: Services['contexts']) {
  return {
    rank: context.rank,
    corpus: { name: context.corpus },
    document: context.documentId,
    start: context.start,
    peak: context.peak,
    maxActivation: context.maxActivation,
    text: contexts.text(context),
    tokens: contexts.tokenTexts(context),
    tokenIds: [...context.tokenIds],
    activations: [...context.activations],
  };
}
