/** A store with one small harvest whose tokens are words, to ask the services about. */
import type { TestContext } from 'node:test';
import type { StoredContext } from '../../domain/context.js';
import type { HarvestRecord } from '../../domain/harvest.js';
import type { ModelRecord } from '../../domain/model.js';
import { createCatalog } from '../../services/catalog.js';
import { createContexts } from '../../services/contexts.js';
import { createFeatures } from '../../services/features.js';
import { createHarvests } from '../../services/harvests.js';
import { createPrunings } from '../../services/prunings/create-pruning.js';
import { createTokenizers } from '../../services/tokenizers.js';
import { createTokens } from '../../services/tokens.js';
import type { HarvestedFeature, Store } from '../../store/store.js';
import { wordTokenizer } from './synthetic-corpus.js';
import { syntheticColumns, syntheticContext, syntheticDictionary, syntheticHarvest } from './synthetic-harvest.js';
import { openTestStore } from './with-store.js';

export const words = ['Once', ' upon', ' a', ' time', ' the', ' end'];
export const tokenizer = wordTokenizer(words);
export const [bos, , once, upon, a, time, the, end] = Array.from({ length: 8 }, (_, id) => id);

/** The first has two runs of eight positions, the second one of seven. */
export const documents = {
  long: [bos, once, upon, a, time, the, end, a, time, the, end],
  short: [bos, the, time, the, end, a, a],
};
const documentIds = Object.keys(documents) as (keyof typeof documents)[];

export const dictionary = syntheticDictionary(4);
const model: ModelRecord = {
  name: 'tiny',
  architecture: 'gpt_neox',
  layers: 1,
  width: 4,
  vocabularySize: words.length + 2,
  contextLength: 8,
  digest: 'a'.repeat(64),
  tokenizerDigest: 'b'.repeat(64),
  hookPoints: [{ name: 'mlp_out.0', kind: 'mlp_out', layer: 0, width: 4, tensor: 't' }],
  graphFile: 'model.onnx',
};

const strongest: StoredContext = syntheticContext(4, { document: 0, start: 8, insertedBos: true, peak: 1 });
const features: readonly (HarvestedFeature | undefined)[] = [
  featureOf(
    [strongest, syntheticContext(2, { document: 1, start: 0, peak: 2 })],
    [
      { tokenId: time, firings: 3, meanActivation: 2.5 },
      { tokenId: the, firings: 1, meanActivation: 1 },
    ],
  ),
  undefined,
  featureOf([syntheticContext(8, { document: 0, start: 0 })], [{ tokenId: a, firings: 1, meanActivation: 8 }]),
  featureOf([], [{ tokenId: the, firings: 300, meanActivation: 0.5 }]),
];

function featureOf(contexts: readonly StoredContext[], topTokens: HarvestedFeature['topTokens']): HarvestedFeature {
  return {
    topContexts: contexts,
    sampledContexts: contexts,
    firingWindows: contexts.length,
    histogram: { firstBin: 100, counts: [1, 0, 3] },
    topTokens,
    firesInPool: Uint8Array.of(0b01),
  };
}

/** Features 0, 2 and 3 fire; 1 is dead. */
export async function openWordHarvest(t: TestContext) {
  const store = await openTestStore(t);
  store.models.add(model);
  store.dictionaries.add(dictionary);
  store.corpora.add({ name: 'stories', documents: 2, digest: 'c'.repeat(64) });
  store.corpora.add({ name: 'unused', documents: 1, digest: 'e'.repeat(64) });
  return { store, ...servicesOf(store), harvest: await publishHarvest(store) };
}

function servicesOf(store: Store) {
  const limits = { maxPageSize: 100, maxPromptTokens: 5 };
  const catalog = createCatalog({ store, limits });
  const harvests = createHarvests({ store, catalog });
  const tokenizers = createTokenizers({ store, read: async () => tokenizer });
  const options = { store, catalog, harvests, tokenizers, limits, clock: () => new Date('2026-01-02T03:04:05Z') };
  return {
    catalog,
    harvests,
    features: createFeatures(options),
    prunings: createPrunings(options),
    contexts: createContexts(options),
    tokens: createTokens(options),
  };
}

async function publishHarvest(store: Store): Promise<HarvestRecord> {
  const tokenFile = await store.tokenFiles.write('c'.repeat(64), model.tokenizerDigest, {
    vocabularySize: model.vocabularySize,
    documents: documentIds.map((id) => ({ id, tokenIds: documents[id], repeatsBos: true })),
  });
  const writer = store.harvests.createWriter('harvest-1', dictionary.size);
  features.forEach((feature, index) => {
    if (feature)
      writer.addFeature(
        index,
        feature,
        feature.topTokens.map(({ tokenId }) => tokenId),
      );
  });
  const columns = syntheticColumns([
    { firings: 4, maxActivation: 4, topTokenShare: 0.75 },
    { firings: 0 },
    { firings: 1, maxActivation: 8, topTokenShare: 1 },
    { firings: 300, maxActivation: 1, topTokenShare: 1 },
  ]);
  const pool = [0, 1].map((document) => ({ document, start: 0, insertedBos: false, positions: 4 }));
  const digest = await writer.finish(columns, pool);
  const harvest = syntheticHarvest({ digest, tokenFile: tokenFile.name, dead: 1, over10Percent: 1 });
  store.harvests.publish([harvest]);
  return harvest;
}
