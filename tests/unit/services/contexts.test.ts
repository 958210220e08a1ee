/** Contexts: filtered and paged, sampled by strength, and silent ones. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { ContextFilter, StoredContext } from '../../../domain/context.js';
import { toCursor } from '../../../domain/page.js';
import type { OpenedHarvest } from '../../../services/contexts/opened-harvest.js';
import { sampleQuantiles } from '../../../services/contexts/sampled-contexts.js';
import { drawSilent, hardestSilent } from '../../../services/contexts/silent-contexts.js';
import { topContextPages } from '../../../services/contexts/top-contexts.js';
import type { HarvestSnapshot, PoolWindow } from '../../../store/store.js';
import { expectError } from '../../support/expect-error.js';
import { syntheticTokenFile, wordTokenizer } from '../../support/synthetic-corpus.js';
import { syntheticColumns, syntheticContext, syntheticHarvest } from '../../support/synthetic-harvest.js';

const tokenizer = wordTokenizer(['Once', ' upon', ' a', ' time', ' the', ' end']);
const [bos, , once, upon, a, time, the, end] = Array.from({ length: 8 }, (_, id) => id);
const documents = { first: [bos, once, upon, a, time, the, end], second: [bos, the, time, the, end, a, a] };

function opened(snapshot: Partial<HarvestSnapshot>): OpenedHarvest {
  return {
    harvest: syntheticHarvest(),
    model: { name: 'tiny' } as OpenedHarvest['model'],
    tokenizer,
    snapshot: snapshot as HarvestSnapshot,
    tokenFile: syntheticTokenFile(documents),
  };
}

const stored: StoredContext[] = [
  syntheticContext(9.3, { document: 1, start: 0 }),
  syntheticContext(5, { document: 0, start: 4, insertedBos: true, peak: 2 }),
  syntheticContext(5, { document: 1, start: 3 }),
  syntheticContext(1, { document: 0, start: 0 }),
];

function withTop(perFeature: readonly (readonly StoredContext[])[], reads: (readonly number[])[] = []): OpenedHarvest {
  return opened({
    topContexts(indices) {
      reads.push(indices);
      return indices.map((index) => [...perFeature[index]]);
    },
  });
}

interface Cut {
  readonly index?: number;
  readonly filter?: ContextFilter;
  readonly first?: number;
  readonly after?: string;
}

function topOf(harvest: OpenedHarvest, cut: Cut = {}) {
  const [page] = topContextPages(harvest, [{ harvest: harvest.harvest, index: 0, first: 10, ...cut }]);
  return page;
}

test('a context has its document, its tokens and an inserted BOS before them', () => {
  const [, second, , last] = topOf(withTop([stored])).items.map(({ node }) => node);

  assert.equal(second.documentId, 'first');
  assert.deepEqual([...second.tokenIds], [bos, time, the, end]);
  assert.equal(second.rank, 2);
  assert.equal(second.peak, 2);
  assert.deepEqual([...last.tokenIds], [bos, once, upon, a]);
});

const filters: readonly (readonly [string, ContextFilter, number[]])[] = [
  ['minActivation keeps its own bound', { minActivation: 5 }, [1, 2, 3]],
  ['maxActivation keeps its own bound, as float32', { maxActivation: Math.fround(9.3) }, [1, 2, 3, 4]],
  ['maxActivation below the strongest drops it', { maxActivation: 9 }, [2, 3, 4]],
  ['a token may stand anywhere in the window', { token: ' a' }, [3, 4]],
  ['a special token is a token', { token: '<bos>' }, [1, 2, 4]],
  ['a document is found by its id', { document: 'first' }, [2, 4]],
  ['an unknown document has no context', { document: 'third' }, []],
  ['conditions are all demanded', { document: 'second', token: ' a' }, [3]],
];
for (const [title, filter, ranks] of filters) {
  test(`filter: ${title}`, () => {
    const page = topOf(withTop([stored]), { filter });

    assert.deepEqual(
      page.items.map(({ node }) => node.rank),
      ranks,
    );
    assert.equal(page.totalCount, ranks.length);
  });
}

test('paging visits every context of a filter once and keeps the ranks among all', () => {
  const ranks: number[] = [];
  for (let after: string | undefined; ;) {
    const page = topOf(withTop([stored]), { filter: { minActivation: 5 }, first: 2, after });
    ranks.push(...page.items.map(({ node }) => node.rank));
    after = page.items.at(-1)?.cursor;
    if (!page.hasNextPage) break;
  }

  assert.deepEqual(ranks, [1, 2, 3]);
});

test('a page behind the last context is empty', () => {
  const page = topOf(withTop([stored]), { after: toCursor({ rank: 4 }) });

  assert.deepEqual(page, { items: [], hasNextPage: false, hasPreviousPage: true, totalCount: 4 });
});

test('refuses a cursor of another list, and a token that does not exist with its nearest spelling', async () => {
  await expectError(() => topOf(withTop([stored]), { after: toCursor(['INDEX_ASC', 0, 1]) }), 'CURSOR_INVALID');
  await expectError(() => topOf(withTop([stored]), { filter: { token: 'time' } }), 'TOKEN_UNKNOWN', {
    message: /Did you mean " time"\?/,
  });
  await expectError(() => topOf(withTop([stored]), { filter: { token: 'Once upon' } }), 'TOKEN_UNKNOWN', {
    message: /made of "Once", " upon"/,
  });
});

test('requests on one harvest are one read of sorted, distinct indices, and each gets its own answer', () => {
  const reads: (readonly number[])[] = [];
  const perFeature = [[stored[0]], [stored[1]], [stored[2]]];
  const harvest = withTop(perFeature, reads);
  const request = (index: number) => ({ harvest: harvest.harvest, index, first: 10 });

  const pages = topContextPages(harvest, [request(2), request(0), request(2), request(1)]);

  assert.deepEqual(reads, [[0, 1, 2]]);
  assert.deepEqual(
    pages.map(({ items }) => [items[0].node.documentId, items[0].node.start]),
    [
      ['second', 3],
      ['second', 0],
      ['second', 3],
      ['first', 4],
    ],
  );
});

function withSample(strengths: readonly number[]): OpenedHarvest {
  const contexts = strengths.map((strength) => syntheticContext(strength));
  return opened({ sampledContexts: () => ({ contexts, firingWindows: contexts.length }) });
}
const descending = (count: number) => Array.from({ length: count }, (_, i) => count - i);

test('a sample is cut into quantiles of equal count, weakest first, with their lowest and highest strength', () => {
  const samples = sampleQuantiles(withSample(descending(20)), 0, { quantiles: 5, perQuantile: 4 });

  assert.deepEqual(
    samples.map(({ from, to }) => [from, to]),
    [
      [1, 4],
      [5, 8],
      [9, 12],
      [13, 16],
      [17, 20],
    ],
  );
  assert.deepEqual(
    samples[4].contexts.map(({ maxActivation, rank }) => [maxActivation, rank]),
    [
      [20, 1],
      [19, 2],
      [18, 3],
      [17, 4],
    ],
  );
});

test('contexts of a quantile are drawn from all of it, strongest first, the same each time', () => {
  const harvest = withSample(descending(40));
  const drawn = new Set<number>();

  for (let index = 0; index < 200; index++) {
    const samples = sampleQuantiles(harvest, index, { quantiles: 4, perQuantile: 3 });
    assert.deepEqual(samples, sampleQuantiles(harvest, index, { quantiles: 4, perQuantile: 3 }));
    const strengths = samples[0].contexts.map(({ maxActivation }) => maxActivation);
    assert.equal(new Set(strengths).size, 3);
    assert.deepEqual(
      strengths,
      [...strengths].sort((x, y) => y - x),
    );
    for (const strength of strengths) drawn.add(strength);
  }

  // 200 draws of 3 of 10: a member that is never drawn has a chance of 1e-31.
  assert.deepEqual(
    [...drawn].sort((x, y) => x - y),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
});

test('uneven samples differ by at most one, empty quantiles are left out, and a dead feature has none', () => {
  const counts = (strengths: number, quantiles: number) =>
    sampleQuantiles(withSample(descending(strengths)), 0, { quantiles, perQuantile: 20 }).map(
      ({ contexts }) => contexts.length,
    );

  assert.deepEqual(counts(7, 3).sort(), [2, 2, 3]);
  assert.deepEqual(counts(2, 5), [1, 1]);
  assert.deepEqual(counts(0, 5), []);
});

const window = (document: number, start: number, positions = 3): PoolWindow => ({
  document,
  start,
  insertedBos: false,
  positions,
});
const pool = [window(0, 0), window(0, 3), window(1, 0), window(1, 3), window(1, 6, 1)];

/** Fires in the second window of the pool, and mostly on ` the`, then on ` a`. */
const silentHarvest = opened({
  pool,
  columns: syntheticColumns([{ firings: 10 }]),
  firesInPool: () => Uint8Array.of(0b00010),
  topTokens: () => [
    { tokenId: the, firings: 6, meanActivation: 1 },
    { tokenId: a, firings: 4, meanActivation: 1 },
  ],
});

test('silent contexts are windows in which the feature does not fire, drawn by the seed', () => {
  const places = (seed: number, first = 3) =>
    drawSilent(silentHarvest, 0, { first, seed }).map(({ document, start }) => `${document}:${start}`);

  assert.deepEqual(places(1), places(1));
  assert.deepEqual(places(5, 100).sort(), ['0:0', '1:0', '1:3', '1:6']);
  assert.ok(new Set(Array.from({ length: 20 }, (_, seed) => places(seed).join())).size > 1);
});

test('a silent context is all zeros, as long as its window', () => {
  const [context] = hardestSilent(silentHarvest, 0, 1);

  assert.deepEqual([...context.activations], [0, 0, 0]);
  assert.deepEqual([context.rank, context.peak, context.maxActivation], [1, 0, 0]);
  assert.deepEqual([...context.tokenIds], [the, end, a]);
});

test('the hardest silent contexts hold most of the tokens that the feature fires on; those without any are left out', () => {
  const places = hardestSilent(silentHarvest, 0, 10).map(({ document, start }) => `${document}:${start}`);

  // Shares of firings: " the" .6, " a" .4. 1:3 has " the end a" (1.0), 1:0 "<bos> the time" (.6), 1:6 " a" (.4), 0:0 none.
  assert.deepEqual(places, ['1:3', '1:0', '1:6']);
});
