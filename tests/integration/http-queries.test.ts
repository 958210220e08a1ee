/** Every query of the schema, over HTTP, on imagined services: arguments arrive, and everything found comes back. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { toNodeId } from '../../domain/node-id.js';
import {
  AnnotateDocument,
  CancelJobDocument,
  CorporaDocument,
  CorpusByNameDocument,
  CreateRandomDictionaryDocument,
  DictionariesDocument,
  DictionaryByNameDocument,
  FeatureByIndexDocument,
  FeaturePageDocument,
  JobByIdDocument,
  JobsDocument,
  ModelByNameDocument,
  ModelsDocument,
  NodeByIdDocument,
  RandomFeatureDocument,
  RandomizeModelDocument,
  ServerInfoDocument,
  StartHarvestDocument,
  TokenizeDocument,
  TopContextsDocument,
} from '../generated/operations.js';
import { floatsOf, wordsOf } from '../support/base64-arrays.js';
import type { Imagined } from '../support/imagined-services.js';
import { imagineServices, testLimits } from '../support/imagined-services.js';
import { harvest, queuedJob, wide } from '../support/small-records.js';
import type { TestWeb } from '../support/web.js';
import { openTestWeb } from '../support/web.js';

let imagined: Imagined;
let web: TestWeb;
before(async () => {
  imagined = imagineServices();
  web = await openTestWeb(imagined.services);
});
after(() => web.close(0));

const floats = (base64: string) => [...floatsOf(base64)];
const integers = (base64: string) => [...wordsOf(base64)];

test('the server says its version, providers, limits and what is loaded', async () => {
  const { server } = await web.read(ServerInfoDocument);

  assert.equal(server.version, '0.1.0');
  assert.deepEqual(server.limits, testLimits);
  assert.deepEqual(server.loaded, [{ name: 'tiny', kind: 'model', bytes: 2 ** 32, provider: 'cpu' }]);
});

test('models are listed with hook points, dictionaries and what a control is a control of', async () => {
  const { models } = await web.read(ModelsDocument);

  assert.equal(models.totalCount, 2);
  assert.deepEqual(models.nodes[0].hookPoints[0].tensor, '/layers.1/mlp/Add_output_0');
  assert.deepEqual(
    models.nodes[0].dictionaries.nodes.map(({ name }) => name),
    ['tiny/mlp_out.1/wide', 'tiny/mlp_out.1/pruned'],
  );
  assert.equal(models.nodes[0].control, null);
  assert.deepEqual(models.nodes[1].control, { of: { name: 'tiny' }, scheme: 'KEEP_EMBEDDINGS', seed: 3 });
  assert.equal(models.pageInfo.startCursor, models.edges[0].cursor);
  assert.equal(models.pageInfo.endCursor, models.edges[1].cursor);
});

test('a page goes on after the cursor of the page before', async () => {
  const { models: first } = await web.read(ModelsDocument, { first: 1 });
  const { models: second } = await web.read(ModelsDocument, { first: 1, after: first.pageInfo.endCursor });

  assert.deepEqual([first.nodes[0].name, first.pageInfo.hasNextPage], ['tiny', true]);
  assert.deepEqual([second.nodes[0].name, second.pageInfo.hasNextPage], ['tiny-control', false]);
  assert.equal(second.pageInfo.hasPreviousPage, true);
});

test('a model and a corpus are found by name', async () => {
  const { model } = await web.read(ModelByNameDocument, { name: 'tiny' });
  const { corpus } = await web.read(CorpusByNameDocument, { name: 'prose' });

  assert.equal(model?.id, toNodeId('Model', 'tiny'));
  assert.deepEqual(corpus, { name: 'prose', documents: 2 });
});

test('a corpus has no token count before it was tokenised for the model', async () => {
  const tokenised = await web.read(CorporaDocument, { model: 'tiny' });
  const not = await web.read(CorporaDocument, { model: 'tiny-control' });

  assert.equal(tokenised.corpora.nodes[0].tokens, 1000);
  assert.equal(not.corpora.nodes[0].tokens, null);
});

test('dictionaries are listed by model and hook point', async () => {
  const all = await web.read(DictionariesDocument, { model: 'tiny', hookPoint: 'mlp_out.1' });
  const none = await web.read(DictionariesDocument, { model: 'tiny-control' });

  assert.equal(all.dictionaries.totalCount, 2);
  assert.equal(none.dictionaries.totalCount, 0);
});

test('a dictionary shows model, hook points, provenance, harvest and what was pruned from it', async () => {
  const { dictionary } = await web.read(DictionaryByNameDocument, { name: wide.name });

  assert.equal(dictionary?.model.name, 'tiny');
  assert.deepEqual(dictionary?.hookPoint, { name: 'mlp_out.1', layer: 1 });
  assert.deepEqual(dictionary?.provenance, wide.provenance);
  assert.deepEqual(dictionary?.derived.nodes, [{ name: 'tiny/mlp_out.1/pruned' }]);
  assert.equal(dictionary?.harvest?.id, toNodeId('Harvest', 'h1'));
  assert.deepEqual(dictionary?.harvest?.options, { ...harvest.options, maxTokens: null });
  assert.equal(dictionary?.harvest?.provider, null, 'a record from before providers were recorded');
  assert.deepEqual(dictionary?.harvest?.frequencyHistogram, { edges: [-2, -1.5, -1, -0.5, 0], counts: [0, 1, 2, 3] });
  assert.equal(dictionary?.pruning, null);
});

test('a pruned dictionary shows what it was pruned from, and has no harvest yet', async () => {
  const { dictionary } = await web.read(DictionaryByNameDocument, { name: 'tiny/mlp_out.1/pruned' });

  assert.deepEqual(dictionary?.pruning, {
    of: { name: wide.name },
    maxFrequency: 0.5,
    minFrequency: null,
    removed: 2,
    corpus: { name: 'prose' },
  });
  assert.equal(dictionary?.harvest, null);
});

test('a feature shows statistics, histogram, tokens, samples, silent windows and vectors', async () => {
  const { feature } = await web.read(FeatureByIndexDocument, { dictionary: wide.name, index: 7 });

  assert.deepEqual(feature?.statistics, {
    corpus: { name: 'prose' },
    frequency: 0.007,
    firings: 7,
    maxActivation: 7,
    meanActivation: 3.5,
    topTokenShare: 0.5,
    tokensFor90Percent: 3,
  });
  assert.deepEqual(feature?.activationHistogram, { edges: [1, 2, 4], counts: [3, 1] });
  assert.equal(feature?.topTokens?.[0].firings, 10);
  assert.equal(feature?.sampledContexts?.length, 2);
  assert.deepEqual(feature?.silentContexts?.[1].activations, [0, 0, 0, 0]);
  assert.deepEqual(floats(feature?.decoderVector ?? ''), [7, 1, 2, 3]);
  assert.deepEqual(floats(feature?.encoderVector ?? ''), [0.5, 7, 0, -1]);
  assert.deepEqual([feature?.encoderBias, feature?.threshold], [-0.125, null]);
});

test('what comes from a harvest is null before there is one', async () => {
  const { feature } = await web.read(FeatureByIndexDocument, { dictionary: 'tiny/mlp_out.1/pruned', index: 7 });

  assert.deepEqual(
    [feature?.statistics, feature?.activationHistogram, feature?.topTokens, feature?.sampledContexts],
    [null, null, null, null],
  );
  assert.equal(feature?.silentContexts, null);
});

test('a feature that was removed from a pruned dictionary is null', async () => {
  const { feature } = await web.read(FeatureByIndexDocument, { dictionary: 'tiny/mlp_out.1/pruned', index: 59 });

  assert.equal(feature, null);
});

test('a context holds the same values as lists and packed', async () => {
  const { feature } = await web.read(TopContextsDocument, { dictionary: wide.name, index: 5, first: 2 });
  const [context] = feature?.topContexts?.nodes ?? [];

  assert.deepEqual(context.tokenIds, [1, 2, 3, 5]);
  assert.deepEqual(context.activations, [0, 9.5, 0.25, 0]);
  assert.deepEqual(integers(context.packedTokenIds), context.tokenIds);
  assert.deepEqual(floats(context.packedActivations), context.activations);
  assert.deepEqual(context.tokens, ['t1', 't2', 't3', 't5']);
  assert.equal(context.text, 't1t2t3t5');
  assert.deepEqual(
    [context.before, context.after],
    [
      ['y', 'z'],
      ['u', 'v'],
    ],
  );
  assert.equal(context.document, 'doc-5');
  assert.deepEqual(context.corpus, { name: 'prose' });
});

test('top contexts are filtered and paged', async () => {
  const variables = { dictionary: wide.name, index: 5, filter: { minActivation: 8 }, first: 3 };
  const first = (await web.read(TopContextsDocument, variables)).feature?.topContexts;
  const second = (await web.read(TopContextsDocument, { ...variables, after: first?.pageInfo.endCursor })).feature
    ?.topContexts;

  assert.equal(first?.totalCount, 4);
  assert.deepEqual(
    first?.nodes.map(({ rank }) => rank),
    [1, 2, 3],
  );
  assert.deepEqual(
    second?.nodes.map(({ rank }) => rank),
    [4],
  );
  assert.equal(second?.pageInfo.hasNextPage, false);
});

test('features are listed in a page', async () => {
  const { features } = await web.read(FeaturePageDocument, {
    dictionary: wide.name,
    filter: { indices: [3, 5, 9] },
    orderBy: 'INDEX_ASC',
    first: 2,
  });

  assert.deepEqual(features.nodes, [
    { index: 3, statistics: { frequency: 0.003 } },
    { index: 5, statistics: { frequency: 0.005 } },
  ]);
  assert.deepEqual([features.totalCount, features.pageInfo.hasNextPage], [3, true]);
});

test('a random feature follows its seed', async () => {
  const { randomFeature } = await web.read(RandomFeatureDocument, { dictionary: wide.name, seed: 61 });

  assert.deepEqual(randomFeature, { index: 1 });
});

test('a text is tokenised with or without special tokens', async () => {
  const added = await web.read(TokenizeDocument, { model: 'tiny', text: 'ab' });
  const plain = await web.read(TokenizeDocument, { model: 'tiny', text: 'ab', addSpecialTokens: false });

  assert.deepEqual(
    added.tokenize.map(({ text }) => text),
    ['<s>', 'a', 'b'],
  );
  assert.deepEqual(plain.tokenize, [
    { id: 97, text: 'a', special: false },
    { id: 98, text: 'b', special: false },
  ]);
});

test('every kind of thing is found by its global id, and what is gone is null', async () => {
  const kinds = [
    ['Model', 'tiny'],
    ['Corpus', 'prose'],
    ['Dictionary', wide.name],
    ['Feature', `${wide.name}#7`],
    ['Harvest', 'h1'],
    ['Job', 'j1'],
  ] as const;
  for (const [kind, key] of kinds) {
    const { node } = await web.read(NodeByIdDocument, { id: toNodeId(kind, key) });
    assert.deepEqual([node?.__typename, node?.id], [kind, toNodeId(kind, key)]);
  }

  const gone = await web.read(NodeByIdDocument, { id: toNodeId('Feature', 'no-such#7') });
  assert.equal(gone.node, null);
});

test('a harvest is started with its defaults filled in, found, listed and cancelled', async () => {
  const { startHarvest } = await web.read(StartHarvestDocument, {
    input: { dictionaries: [wide.name], corpus: 'prose', maxTokens: null },
  });
  const { job } = await web.read(JobByIdDocument, { id: startHarvest.id });
  const { cancelJob } = await web.read(CancelJobDocument, { id: startHarvest.id });
  const { jobs } = await web.read(JobsDocument, { state: 'CANCELLED' });

  assert.deepEqual(startHarvest.input, {
    dictionaries: [wide.name],
    corpus: 'prose',
    contextsPerFeature: 32,
    windowTokens: 64,
    includeSpecialTokens: false,
  });
  assert.equal(job?.state, 'QUEUED');
  assert.equal(cancelJob.state, 'CANCELLED');
  assert.deepEqual(
    jobs.nodes.map(({ id }) => id),
    [startHarvest.id],
  );
});

test('a job shows what it made and why it failed', async () => {
  const error = { code: 'STORE_FULL', message: 'The disk is full.', fix: 'Free space.' } as const;
  imagined.jobs.set('made', {
    ...queuedJob,
    id: 'made',
    state: 'SUCCEEDED',
    results: [{ kind: 'Harvest', key: 'h1' }],
  });
  imagined.jobs.set('failed', { ...queuedJob, id: 'failed', state: 'FAILED', error });

  const made = await web.read(JobByIdDocument, { id: toNodeId('Job', 'made') });
  const failed = await web.read(JobByIdDocument, { id: toNodeId('Job', 'failed') });

  assert.deepEqual(made.job?.results, [{ __typename: 'Harvest', id: toNodeId('Harvest', 'h1') }]);
  assert.deepEqual(failed.job?.error, error);
});

test('an annotation is written under the name of whoever sits at the machine', async () => {
  const { annotate } = await web.read(AnnotateDocument, { dictionary: wide.name, index: 4, text: 'ends a section' });

  assert.deepEqual(annotate, { index: 4, annotations: [{ text: 'ends a section', author: 'local' }] });
});

test('a twin of a model is made by a job, with the input it was given', async () => {
  const input = { model: 'tiny', name: 'tiny-random', scheme: 'KEEP_EMBEDDINGS', seed: -3 } as const;
  const { startRandomizedModel } = await web.read(RandomizeModelDocument, { input });

  assert.equal(startRandomizedModel.kind, 'RANDOMIZED_MODEL');
  assert.deepEqual(startRandomizedModel.input, input);
});

test('a random dictionary is answered with as what it was registered', async () => {
  const input = { like: wide.name, name: 'random', seed: 3 };
  const { createRandomDictionary } = await web.read(CreateRandomDictionaryDocument, { input });

  const { name, architecture, size, model } = createRandomDictionary;
  assert.deepEqual({ name, architecture, size }, { name: 'random', architecture: 'RANDOM', size: wide.size });
  assert.equal(model.name, wide.model);
});

test('an unknown scheme and a seed that is no Int are refused before any service is asked', async () => {
  const before = imagined.calls.get('controls.startRandomizedModel');
  const mutation = (scheme: string, seed: number) =>
    `mutation { startRandomizedModel(input: { model: "tiny", name: "t", scheme: ${scheme}, seed: ${seed} }) { id } }`;
  for (const query of [mutation('SOME', 1), mutation('ALL', 2 ** 31)]) {
    const { data, errors } = await web.ask(query);
    assert.equal(data, undefined);
    assert.equal(errors?.length, 1);
  }
  assert.equal(imagined.calls.get('controls.startRandomizedModel'), before);
});
