/** Features asked of a store that holds a harvest. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { activationBinEdge } from '../../../domain/activation-bins.js';
import type { FeatureFilter, FeatureOrder } from '../../../domain/feature.js';
import type { FeatureService } from '../../../services/services.js';
import { expectError } from '../../support/expect-error.js';
import { dictionary, openWordHarvest } from '../../support/word-harvest.js';

interface Listing {
  readonly filter?: FeatureFilter;
  readonly orderBy?: FeatureOrder;
  readonly corpus?: string;
  readonly first?: number;
}

async function list(features: FeatureService, { orderBy = 'INDEX_ASC', first = 10, ...rest }: Listing = {}) {
  const page = await features.page(dictionary.name, { orderBy, first, ...rest });
  return page.items.map(({ node }) => node.index);
}

test('features are listed by what the harvest says of them', async (t) => {
  const { features } = await openWordHarvest(t);

  assert.deepEqual(await list(features), [0, 1, 2, 3]);
  assert.deepEqual(await list(features, { orderBy: 'FREQUENCY_DESC', corpus: 'stories' }), [3, 0, 2, 1]);
  assert.deepEqual(await list(features, { orderBy: 'MAX_ACTIVATION_DESC', filter: { alive: true } }), [2, 0, 3]);
});

test('conditions that a client sends as null are no conditions', async (t) => {
  const { features } = await openWordHarvest(t);
  const filter = { minFrequency: null, alive: null, token: null, indices: null } as unknown as FeatureFilter;

  assert.deepEqual(await list(features, { filter }), [0, 1, 2, 3]);
  assert.deepEqual(await list(features, { filter, corpus: 'unused' }), [0, 1, 2, 3]);
});

test('a token finds the features that fire on it, and one that is not a token is refused with its nearest', async (t) => {
  const { features } = await openWordHarvest(t);

  assert.deepEqual(await list(features, { filter: { token: ' the' }, orderBy: 'FREQUENCY_ASC' }), [0, 3]);
  assert.deepEqual(await list(features, { filter: { token: ' end' } }), []);
  await expectError(() => list(features, { filter: { token: 'The' } }), 'TOKEN_UNKNOWN', {
    message: /Did you mean " the"\?/,
    at: 'filter.token',
  });
});

test('an annotation is found by its text, with its author and time', async (t) => {
  const { features } = await openWordHarvest(t);
  const key = { dictionary: dictionary.name, index: 2 };

  assert.deepEqual(features.annotate(key, 'articles, mostly', 'ann'), key);

  assert.deepEqual(await list(features, { filter: { annotation: 'articles' } }), [2]);
  assert.deepEqual(features.annotations([{ ...key, index: 0 }, key]), [
    [],
    [{ text: 'articles, mostly', author: 'ann', createdAt: '2026-01-02T03:04:05.000Z' }],
  ]);
});

test('an annotation without text, or of a feature that does not exist, is refused', async (t) => {
  const { features } = await openWordHarvest(t);
  const key = { dictionary: dictionary.name, index: 4 };

  await expectError(() => features.annotate(key, 'x', 'ann'), 'FEATURE_NOT_FOUND', { message: /0 to 3/ });
  await expectError(() => features.annotate({ ...key, index: 0 }, ' \n', 'ann'), 'ARGUMENT_INVALID', { at: 'text' });
  await expectError(() => features.annotate({ ...key, index: 0 }, 'x'.repeat(10_001), 'ann'), 'ARGUMENT_INVALID');
  assert.deepEqual(features.annotations([{ ...key, index: 0 }]), [[]]);
});

test('a page of none or of too many, an unknown dictionary and an unknown corpus are refused', async (t) => {
  const { features } = await openWordHarvest(t);

  for (const first of [0, -1, 101, 1_000_000, 1.5]) {
    await expectError(() => list(features, { first }), 'PAGE_SIZE_INVALID', { message: /1 to 100/, at: 'first' });
  }
  await expectError(() => list(features, { corpus: 'story' }), 'CORPUS_NOT_FOUND', { message: /"stories"/ });
  await expectError(
    () => features.page('tiny/mlp_out.0/b', { orderBy: 'INDEX_ASC', first: 1 }),
    'DICTIONARY_NOT_FOUND',
    {
      message: /Did you mean "tiny\/mlp_out\.0\/a"/,
    },
  );
});

test('on a corpus without a harvest, what needs one is refused and the rest is answered', async (t) => {
  const { features } = await openWordHarvest(t);

  assert.deepEqual(await list(features, { corpus: 'unused', filter: { indices: [3, 1] } }), [1, 3]);
  await expectError(() => list(features, { corpus: 'unused', filter: { token: ' the' } }), 'NOT_HARVESTED');
  await expectError(() => list(features, { corpus: 'unused', orderBy: 'FREQUENCY_ASC' }), 'NOT_HARVESTED');
});

test('a random feature fires, and a seed repeats it', async (t) => {
  const { features } = await openWordHarvest(t);
  const pick = (seed?: number) => features.random(dictionary.name, undefined, seed)?.index;

  const seen = new Set(Array.from({ length: 50 }, (_, seed) => pick(seed)));

  assert.deepEqual([...seen].sort(), [0, 2, 3]);
  assert.equal(pick(7), pick(7));
  assert.ok([0, 2, 3].includes(pick() ?? -1));
  assert.equal(features.random(dictionary.name, 'unused', 1), undefined);
});

test('statistics of a dead feature are zero or null, and no number is invented', async (t) => {
  const { features, harvest } = await openWordHarvest(t);

  const [dead, rare] = features.statistics(harvest, [1, 2]);

  assert.deepEqual(dead, {
    frequency: 0,
    firings: 0,
    maxActivation: 0,
    meanActivation: null,
    topTokenShare: null,
    tokensFor90Percent: null,
  });
  assert.deepEqual([rare.frequency, rare.firings, rare.maxActivation, rare.topTokenShare], [0.001, 1, 8, 1]);
});

test('top tokens have their share of the firings, and the histogram one edge more than counts', async (t) => {
  const { features, harvest } = await openWordHarvest(t);

  const tokens = await features.topTokens(harvest, 0, 1);

  assert.deepEqual(
    tokens.map(({ token, firings, shareOfFirings, meanActivation }) => [
      token.text,
      firings,
      shareOfFirings,
      meanActivation,
    ]),
    [[' time', 3, 0.75, 2.5]],
  );
  assert.deepEqual(features.activationHistogram(harvest, 0), {
    edges: [100, 101, 102, 103].map(activationBinEdge),
    counts: [1, 0, 3],
  });
  assert.deepEqual(features.activationHistogram(harvest, 1).counts, []);
});

test('the histogram of frequencies is of the harvest, and its range is checked', async (t) => {
  const { harvests, harvest } = await openWordHarvest(t);

  // Frequencies: 4e-3, none, 1e-3, 0.3.
  assert.deepEqual(harvests.frequencyHistogram(harvest, 3, -3, 0).counts, [2, 0, 1]);
  for (const bins of [0, 1001, 2.5]) {
    await expectError(() => harvests.frequencyHistogram(harvest, bins, -5, 0), 'ARGUMENT_INVALID', { at: 'bins' });
  }
  await expectError(() => harvests.frequencyHistogram(harvest, 10, 0, 0), 'ARGUMENT_INVALID', { at: 'from' });
});
