/** A pruning of the shipped model's widest dictionary: made, harvested and asked like any other, over GraphQL. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { toNodeId } from '../../../domain/node-id.js';
import { survivingIndices } from '../../../domain/surviving-features.js';
import type { Services } from '../../../services/index.js';
import { CreatePruningDocument, PrunedFeaturesDocument } from '../../generated/operations.js';
import { openDemo } from '../../support/open-demo.js';
import { openTestWeb } from '../../support/web.js';

const root = 'demo/mlp_out.2/1_2048';
const name = 'demo/mlp_out.2/1_2048_pruned';
const maxFrequency = 0.02;
const options = { contextsPerFeature: 4, windowTokens: 16, includeSpecialTokens: false, maxTokens: 15_000 };

async function openWidest(t: TestContext) {
  const opened = await openDemo(t, { dictionaries: [root], corpus: 'prose' });
  return { ...opened, web: await openTestWeb(opened.services) };
}

async function harvest({ jobs, harvests }: Services, dictionary: string) {
  const { error } = await jobs.run(jobs.startHarvest({ dictionaries: [dictionary], corpus: 'prose', ...options }).id);
  assert.equal(error, null);
  const record = harvests.find(dictionary);
  assert.ok(record);
  return record;
}

test('pruning and then asking gives what asking and then leaving out gives', async (t) => {
  const { services, web, store } = await openWidest(t);
  const whole = await harvest(services, root);
  const input = { dictionary: root, name, maxFrequency };

  const { createPruning } = await web.read(CreatePruningDocument, { input });
  const pruned = await harvest(services, name);

  const wholeColumns = store.harvests.open(whole.id).columns;
  const frequent = [...wholeColumns.firings_F.keys()].filter(
    (index) => wholeColumns.firings_F[index] / whole.tokens > maxFrequency,
  );
  const gone = Buffer.from(createPruning.pruning?.removedFeatures ?? '', 'base64');
  assert.deepEqual([...new Uint32Array(Uint8Array.from(gone).buffer)], frequent);
  assert.deepEqual(
    [createPruning.size, createPruning.pruning?.removed, createPruning.pruning?.corpus],
    [2048 - frequent.length, frequent.length, { name: 'prose' }],
  );
  assert.ok(frequent.length > 10 && createPruning.size > 10);
  assert.equal(pruned.over10Percent, 0);
  assert.deepEqual([pruned.tokens, pruned.dead], [whole.tokens, whole.dead]);

  const record = services.catalog.getDictionary(name);
  const indices = [...survivingIndices(record)];
  assert.deepEqual(services.features.statistics(pruned, indices), services.features.statistics(whole, indices));
  const contextsOf = (found: typeof whole) =>
    services.contexts.top(indices.map((index) => ({ harvest: found, index, first: 4 })));
  assert.deepEqual(await contextsOf(pruned), await contextsOf(whole));
});

test('a removed feature is null by index and by id, is in no page, and is not the random one', async (t) => {
  const { services, web } = await openWidest(t);
  await harvest(services, root);
  const removed = services.features.random(root, undefined, 3)?.index ?? 0;
  const { createPruning } = await web.read(CreatePruningDocument, {
    input: { dictionary: root, name, removeFeatures: [removed, 7] },
  });
  await harvest(services, name);
  const removedId = toNodeId('Feature', `${name}#${removed}`);

  const answer = await web.read(PrunedFeaturesDocument, {
    dictionary: name,
    removed,
    removedId,
    orderBy: 'FREQUENCY_DESC',
  });
  const features = answer.dictionary?.features;

  assert.equal(createPruning.size, 2046);
  assert.deepEqual([answer.removed, answer.node, answer.dictionary?.feature], [null, null, null]);
  assert.notEqual(answer.randomFeature?.index, removed);
  assert.equal(features?.totalCount, 2046);
  assert.ok(features.nodes.every(({ index }) => index !== removed && index !== 7));
  const unknown = await web.ask(PrunedFeaturesDocument, { dictionary: name, removed: 2048, removedId });
  assert.equal(unknown.errors?.[0].extensions.code, 'FEATURE_NOT_FOUND');
});
