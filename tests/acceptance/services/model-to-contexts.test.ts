/** From the shipped model's files to the contexts of its features. */
import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { Context } from '../../../domain/context.js';
import type { Services } from '../../../services/index.js';
import { openDemo } from '../../support/open-demo.js';

const name = 'demo/mlp_out.1/0_512';

async function harvestDemo(t: TestContext) {
  const { store, services } = await openDemo(t, { dictionaries: [name], corpus: 'prose' });
  const { jobs, harvests } = services;
  const options = { contextsPerFeature: 8, windowTokens: 32, includeSpecialTokens: false, maxTokens: 20_000 };
  const job = await jobs.run(jobs.startHarvest({ dictionaries: [name], corpus: 'prose', ...options }).id);
  assert.equal(job.state, 'SUCCEEDED', JSON.stringify(job.error));
  const harvest = harvests.find(name);
  assert.ok(harvest);
  return { store, services, harvest };
}

/** Everything that is said about a window, against the document itself. */
async function expectTrue({ contexts }: Services, context: Context, document: string): Promise<void> {
  assert.ok(document.includes(contexts.text(context)), contexts.text(context));
  const around = [...contexts.before(context, 16), ...contexts.tokenTexts(context), ...contexts.after(context, 16)];
  assert.ok(document.includes(around.join('')), around.join(''));
  assert.equal(context.activations[context.peak], Math.max(...context.activations));
}

test('every context of a page shows a piece of its document, with what stands around it', async (t) => {
  const { store, services, harvest } = await harvestDemo(t);
  const texts = new Map<string, string>();
  for await (const document of store.corpora.read(harvest.corpusDigest)) {
    if ('text' in document) texts.set(document.id, document.text);
  }

  const page = await services.features.page(name, { orderBy: 'FREQUENCY_DESC', first: 20, filter: { alive: true } });
  const answers = await services.contexts.top(page.items.map(({ node }) => ({ harvest, index: node.index, first: 5 })));

  assert.equal(page.items.length, 20);
  for (const { items } of answers) {
    assert.ok(items.length > 0);
    for (const { node } of items) await expectTrue(services, node, texts.get(node.documentId) ?? '');
  }
  const [{ maxActivation }] = services.features.statistics(harvest, [page.items[0].node.index]);
  assert.equal(maxActivation, answers[0].items[0].node.maxActivation);
});

test("a feature's commonest token finds the feature, its silent windows do not fire, its samples are in order", async (t) => {
  const { services, harvest } = await harvestDemo(t);
  const { features, contexts } = services;
  const { items } = await features.page(name, {
    orderBy: 'TOP_TOKEN_SHARE_DESC',
    first: 1,
    filter: { minFrequency: 0.005 },
  });
  const { index } = items[0].node;

  const [{ token, shareOfFirings }] = await features.topTokens(harvest, index, 1);
  const [top] = await contexts.top([{ harvest, index, first: 1, filter: { token: token.text } }]);
  const found = await features.page(name, { orderBy: 'INDEX_ASC', first: 100, filter: { token: token.text } });
  const samples = await contexts.sampled(harvest, index, 5, 3);
  const silent = await contexts.silent(harvest, index, { first: 10, seed: 3, hard: false });

  assert.equal(shareOfFirings, features.statistics(harvest, [index])[0].topTokenShare);
  assert.ok(top.items.length === 1);
  assert.ok(found.totalCount > 0);
  assert.ok(samples.length === 5 && samples.every(({ from, to }) => from <= to));
  assert.ok(samples.every(({ to }, i) => i === 4 || to <= samples[i + 1].from));
  assert.equal(silent.length, 10);
  assert.ok(silent.every(({ activations, maxActivation }) => maxActivation === 0 && activations.every((a) => a === 0)));
});

test('the vectors of a feature are those of the dictionary, in the order of the keys', async (t) => {
  const { services } = await harvestDemo(t);
  const key = (index: number) => ({ dictionary: name, index });

  const [third, first] = await services.features.vectors([key(3), key(1)]);

  assert.equal(third.decoder_D.length, 128);
  assert.equal(third.threshold, null);
  assert.deepEqual((await services.features.vectors([key(1)]))[0], first);
  assert.notDeepEqual(first.decoder_D, third.decoder_D);
});
