import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { runsOf, type DocumentExtent, type Run, type RunGeometry } from '../../../../domain/run.js';
import { readBatch, rowRules, uncounted } from '../../../../services/harvest/batch-rows.js';
import { batchesFrom } from '../../../../services/corpus-pass/batches.js';
import { cutCorpus } from '../../../../services/corpus-pass/corpus-cut.js';
import { firstRun, shardsFrom } from '../../../../services/corpus-pass/shards.js';
import { drawWindowPool, placeInPool } from '../../../../services/harvest/window-pool.js';
import type { TokenFile } from '../../../../store/store.js';
import { wordTokenizer } from '../../../support/synthetic-corpus.js';

const geometry = fc
  .record({ contextTokens: fc.integer({ min: 2, max: 20 }), windowTokens: fc.integer({ min: 1, max: 20 }) })
  .filter(({ contextTokens, windowTokens }) => windowTokens <= contextTokens);
const extents = fc.array(fc.record({ tokens: fc.nat(70), repeatsBos: fc.boolean() }), { minLength: 1, maxLength: 8 });

/** Token t of document d is 2 + (d + t) % 5. */
function tokenFile(documents: readonly DocumentExtent[]): TokenFile {
  return {
    name: 'tokens',
    documents: documents.length,
    tokens: documents.reduce((sum, { tokens }) => sum + tokens, 0),
    extent: (document) => documents[document],
    documentId: String,
    findDocument: Number,
    tokenIds: (document, start, end) =>
      Uint32Array.from({ length: end - start }, (_, i) => 2 + ((document + start + i) % 5)),
  };
}

/** A run is tiled from its first position on; only an inserted BOS is no token of the document. */
function windowsOf({ start, positions, insertedBos }: Run, { windowTokens }: RunGeometry) {
  const inserted = Number(insertedBos);
  return Array.from({ length: Math.ceil(positions / windowTokens) }, (_, n) => ({
    start: n === 0 ? start : start + n * windowTokens - inserted,
    positions: Math.min(windowTokens, positions - n * windowTokens),
    insertedBos: n === 0 && insertedBos,
  }));
}

function allWindows(documents: readonly DocumentExtent[], cutting: RunGeometry) {
  return documents.flatMap((extent, document) =>
    runsOf(extent, cutting).flatMap((run) => windowsOf(run, cutting).map((window) => ({ document, ...window }))),
  );
}

test('a window is found by its index as listing all windows finds it', async () => {
  await fc.assert(
    fc.asyncProperty(extents, geometry, async (documents, cutting) => {
      const cut = await cutCorpus(tokenFile(documents), cutting);
      const windows = allWindows(documents, cutting);
      assert.equal(cut.windows, windows.length);
      assert.deepEqual(
        windows.map((_, index) => cut.window(index)),
        windows,
      );
    }),
  );
});

test('the first tokens of a corpus end within a document', async () => {
  const documents = [5, 0, 9, 7].map((tokens) => ({ tokens, repeatsBos: true }));

  const cut = await cutCorpus(tokenFile(documents), { contextTokens: 4, windowTokens: 2 }, 11);

  assert.equal(cut.tokens, 11);
  assert.equal(cut.documents, 3);
  assert.deepEqual(
    [0, 1, 2].map((document) => cut.extent(document).tokens),
    [5, 0, 6],
  );
});

test('shards hold every run once, from whichever of them one begins', async () => {
  await fc.assert(
    fc.asyncProperty(extents, geometry, fc.integer({ min: 1, max: 60 }), async (documents, cutting, positions) => {
      const cut = await cutCorpus(tokenFile(documents), cutting);
      const runs = documents.flatMap((extent, document) =>
        runsOf(extent, cutting).map((run) => ({ document, ...run })),
      );
      const shards = [...shardsFrom(cut, firstRun, positions)];
      const found = shards.flatMap((shard) => shard.runs);
      assert.deepEqual(
        found.map(({ firstWindow: _, ...run }) => run),
        runs,
      );
      for (const { document, start, firstWindow } of found) {
        const { insertedBos: _, positions: __, ...place } = cut.window(firstWindow);
        assert.deepEqual(place, { document, start });
      }
      shards.forEach(({ next }, i) => assert.deepEqual([...shardsFrom(cut, next, positions)], shards.slice(i + 1)));
    }),
  );
});

test('batches hold every run once, equally padded, within their size, and tell where a shard ends', async () => {
  await fc.assert(
    fc.asyncProperty(extents, geometry, fc.integer({ min: 1, max: 90 }), async (documents, cutting, batchPositions) => {
      const cut = await cutCorpus(tokenFile(documents), cutting);
      const batches = [...batchesFrom(cut, firstRun, { shardPositions: 50, batchPositions, contextLength: 20 })];
      const shards = [...shardsFrom(cut, firstRun, 50)];
      const ends = batches.flatMap(({ endsShard }) => endsShard ?? []);
      assert.deepEqual(
        ends,
        shards.map(({ next }) => next),
      );
      assert.equal(batches.flatMap(({ runs }) => runs).length, shards.flatMap(({ runs }) => runs).length);
      for (const { runs, positions } of batches) {
        assert.ok(runs.length === 1 || runs.length * positions <= batchPositions);
        for (const run of runs) assert.equal(positions, Math.min(20, Math.ceil(run.positions / 16) * 16));
      }
    }),
  );
});

test('rows know their token, window and place in the pool, and padding is not counted', async () => {
  const cut = await cutCorpus(tokenFile([{ tokens: 9, repeatsBos: true }]), { contextTokens: 5, windowTokens: 3 });
  const [batch] = batchesFrom(cut, firstRun, { shardPositions: 99, batchPositions: 99, contextLength: 8 });
  const tokenizer = wordTokenizer(['a', 'b', 'c', 'd', 'e']);

  const { tokens, rows, counted, ownTokens } = readBatch(
    batch,
    rowRules(cut, Uint32Array.of(1, 3), { tokenizer, includeSpecialTokens: false }),
  );

  assert.deepEqual([...tokens.tokenIds_BT], [2, 3, 4, 5, 6, 0, 0, 0, 0, 2, 3, 4, 5, 0, 0, 0]);
  assert.deepEqual([...tokens.lengths_B], [5, 5]);
  const none = uncounted;
  assert.deepEqual([...rows.token_R], [2, 3, 4, 5, 6, none, none, none, none, 2, 3, 4, 5, none, none, none]);
  assert.deepEqual([...rows.window_R.subarray(0, 5)], [0, 0, 0, 1, 1]);
  assert.deepEqual([...rows.window_R.subarray(8, 13)], [2, 2, 2, 3, 3]);
  assert.deepEqual([...rows.index_W], [0, 1, 2, 3]);
  assert.deepEqual([...rows.firstRow_W], [0, 3, 8, 11]);
  assert.deepEqual([...rows.pool_W], [-1, 0, -1, 1]);
  assert.equal(counted, 9);
  assert.equal(ownTokens, 9);
});

test('the pool is a uniform sample of all windows, or all of them', async () => {
  const windows = 300_000;
  const pool = await drawWindowPool(windows, 2048);

  assert.equal(new Set(pool).size, 2048);
  assert.deepEqual(
    [...pool].sort((a, b) => a - b),
    [...pool],
  );
  // Binomial with mean 1,024 and standard deviation 22.6: 150 is beyond six of them.
  const inFirstHalf = pool.filter((window) => window < windows / 2).length;
  assert.ok(Math.abs(inFirstHalf - 1024) < 150, `${inFirstHalf}`);
  assert.equal(placeInPool(pool, pool[77]), 77);
  assert.equal(placeInPool(pool, windows), -1);
  assert.deepEqual([...(await drawWindowPool(3, 2048))], [0, 1, 2]);
});
