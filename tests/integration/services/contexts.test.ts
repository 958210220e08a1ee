/** Contexts and tokens asked of a store that holds a harvest. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { expectError } from '../../support/expect-error.js';
import { bos, end, openWordHarvest, the, time } from '../../support/word-harvest.js';

test('a context that begins with an inserted BOS shows its own words, and what stands around it', async (t) => {
  const { contexts, harvest } = await openWordHarvest(t);

  const [page] = await contexts.top([{ harvest, index: 0, first: 1 }]);
  const context = page.items[0].node;

  assert.deepEqual([...context.tokenIds], [bos, time, the, end]);
  assert.equal(context.documentId, 'long');
  assert.equal(context.corpus, 'stories');
  assert.deepEqual(contexts.tokenTexts(context), ['<bos>', ' time', ' the', ' end']);
  assert.equal(contexts.text(context), ' time the end');
  assert.deepEqual(contexts.before(context, 3), [' the', ' end', ' a']);
  assert.deepEqual(contexts.after(context, 3), []);
});

test('before and after read on in the document and stop at its ends', async (t) => {
  const { contexts, harvest } = await openWordHarvest(t);

  const [page] = await contexts.top([{ harvest, index: 2, first: 1 }]);
  const context = page.items[0].node;

  assert.deepEqual(contexts.before(context, 5), []);
  assert.deepEqual(contexts.after(context, 2), [' time', ' the']);
  assert.equal(contexts.after(context, 1024).length, 7);
  assert.deepEqual(contexts.after(context, 0), []);
  await expectError(() => contexts.before(context, 1025), 'ARGUMENT_INVALID', { at: 'tokens' });
  await expectError(() => contexts.after(context, -1), 'ARGUMENT_INVALID', { at: 'tokens' });
});

test('requests are answered in their order, those of a dead feature with an empty page', async (t) => {
  const { contexts, harvest } = await openWordHarvest(t);

  const pages = await contexts.top([
    { harvest, index: 1, first: 5 },
    { harvest, index: 0, first: 5, filter: { maxActivation: 3 } },
    { harvest, index: 2, first: 5 },
  ]);

  assert.deepEqual(
    pages.map(({ items }) => items.map(({ node }) => [node.maxActivation, node.rank])),
    [[], [[2, 2]], [[8, 1]]],
  );
});

test('samples and silent contexts come from the same harvest', async (t) => {
  const { contexts, harvest } = await openWordHarvest(t);

  const samples = await contexts.sampled(harvest, 0, 2, 3);
  const silent = await contexts.silent(harvest, 0, { first: 5, seed: 1, hard: false });
  const hardest = await contexts.silent(harvest, 0, { first: 5, seed: 0, hard: true });

  assert.deepEqual(
    samples.map(({ from, to }) => [from, to]),
    [
      [2, 2],
      [4, 4],
    ],
  );
  assert.deepEqual(
    silent.map(({ documentId }) => documentId),
    ['short'],
  );
  assert.deepEqual(hardest, silent);
  assert.deepEqual(await contexts.sampled(harvest, 1, 5, 3), []);
  assert.equal((await contexts.silent(harvest, 1, { first: 5, seed: 1, hard: false })).length, 2);
  assert.deepEqual(await contexts.silent(harvest, 1, { first: 5, seed: 1, hard: true }), []);
});

test('sizes out of range are refused', async (t) => {
  const { contexts, harvest } = await openWordHarvest(t);

  for (const [quantiles, perQuantile, at] of [
    [0, 3, 'quantiles'],
    [21, 3, 'quantiles'],
    [5, 0, 'perQuantile'],
    [5, 21, 'perQuantile'],
    [13, 5, 'perQuantile'],
  ] as const) {
    await expectError(() => contexts.sampled(harvest, 0, quantiles, perQuantile), 'ARGUMENT_INVALID', { at });
  }
  await expectError(() => contexts.top([{ harvest, index: 0, first: 0 }]), 'PAGE_SIZE_INVALID');
  await expectError(() => contexts.silent(harvest, 0, { first: 101, seed: 0, hard: false }), 'PAGE_SIZE_INVALID');
});

test('a text is cut into the tokens of its model, with special tokens where they are asked for', async (t) => {
  const { tokens } = await openWordHarvest(t);

  assert.deepEqual(await tokens.tokenize('tiny', 'Once upon', true), [
    { id: 0, text: '<bos>', special: true },
    { id: 2, text: 'Once', special: false },
    { id: 3, text: ' upon', special: false },
  ]);
  assert.equal((await tokens.tokenize('tiny', 'Once upon', false)).length, 2);
  await expectError(() => tokens.tokenize('tiny', 'Once upon a time the end', false), 'ARGUMENT_INVALID', {
    message: /6 tokens long; 5/,
    at: 'text',
  });
  await expectError(() => tokens.tokenize('tin', 'a', false), 'MODEL_NOT_FOUND', { message: /"tiny"/ });
});

test('the catalog lists what is registered, by model and hook point, and names what is near', async (t) => {
  const { catalog } = await openWordHarvest(t);
  const names = (filter: { model?: string; hookPoint?: string }) =>
    catalog.dictionaries({ first: 10 }, filter).items.map(({ node }) => node.name);

  assert.deepEqual(names({ model: 'tiny', hookPoint: 'blocks.0.hook_mlp_out' }), ['tiny/mlp_out.0/a']);
  assert.deepEqual(names({ hookPoint: 'mlp_out.1' }), []);
  assert.deepEqual(
    catalog.corpora({ first: 1 }).items.map(({ node }) => node.name),
    ['stories'],
  );
  assert.equal(catalog.corpusTokens(catalog.getCorpus('stories'), catalog.getModel('tiny')), 18);
  assert.equal(catalog.corpusTokens(catalog.getCorpus('unused'), catalog.getModel('tiny')), null);
  await expectError(() => catalog.getCorpus('story'), 'CORPUS_NOT_FOUND', { message: /Did you mean "stories"/ });
  await expectError(() => names({ model: 'tin' }), 'MODEL_NOT_FOUND', { message: /Did you mean "tiny"/ });
  await expectError(() => catalog.models({ first: 0 }), 'PAGE_SIZE_INVALID');
});
