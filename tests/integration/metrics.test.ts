/** Metrics as a job over a real store and a made-up engine: what they are, when they count, and what is refused. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { MetricsInput } from '../../domain/job.js';
import { tokenRules, type MetricsRecord } from '../../domain/metrics.js';
import { createCatalog } from '../../services/catalog.js';
import { createRemoval } from '../../services/removal.js';
import { bruteForceMetrics } from '../support/brute-force-metrics.js';
import { expectError } from '../support/expect-error.js';
import {
  addCorpus,
  dictionaries,
  openWorkbench,
  tokenizer,
  type Workbench,
  type WorkbenchOptions,
} from '../support/harvest-workbench.js';
import { syntheticEngine } from '../support/synthetic-engine.js';

const input: MetricsInput = {
  dictionary: 'tiny/a',
  corpus: 'stories',
  tokenRule: 'SAEQL',
  contextTokens: 32,
  includeSpecialTokens: false,
};

async function withBench(t: TestContext, options: WorkbenchOptions = {}): Promise<Workbench> {
  const bench = await openWorkbench(options);
  t.after(() => bench.close());
  return bench;
}

async function measure(bench: Workbench, changes: Partial<MetricsInput> = {}): Promise<MetricsRecord> {
  const job = await bench.jobs.run(bench.metrics.start({ ...input, ...changes }).id);
  assert.equal(job.state, 'SUCCEEDED', JSON.stringify(job.error));
  assert.deepEqual(job.results, [{ kind: 'DictionaryMetrics', key: job.id }]);
  return bench.metrics.findById(job.id)!;
}

const cases: readonly Partial<MetricsInput>[] = [
  ...tokenRules.map((tokenRule) => ({ tokenRule })),
  { tokenRule: 'SAELENS', includeSpecialTokens: true },
  { maxTokens: 700, contextTokens: 20 },
];

for (const changes of cases) {
  test(`metrics with ${JSON.stringify(changes)} are what brute force finds`, async (t) => {
    const bench = await withBench(t);

    const found = await measure(bench, changes);

    const { store } = bench;
    const expected = bruteForceMetrics({
      tokenFile: store.tokenFiles.find(found.corpusDigest, 't'.repeat(64))!,
      tokenizer,
      tokenRule: found.tokenRule,
      options: found.options,
      features: dictionaries[0].size,
    });
    const named = new Map(found.variants.map(({ definition, value }) => [definition, value]));
    for (const [name, value] of Object.entries(expected)) {
      const ours = named.get(name) ?? Number(found[name as keyof MetricsRecord]);
      // What the meter hands over is float32, of which each term is off by 6e-8 at most.
      assert.ok(Math.abs(ours - value) <= 1e-6 * Math.abs(value), `${name} is ${ours}, brute force says ${value}`);
    }
  });
}

test('neither batches nor shards change a bit', async (t) => {
  const values = [];
  for (const metricsTuning of [{}, { batchPositions: 32 }, { batchPositions: 200, shardPositions: 100 }]) {
    const { id: _id, finishedAt: _finishedAt, ...rest } = await measure(await withBench(t, { metricsTuning }));
    values.push(rest);
  }

  assert.deepEqual(values[1], values[0]);
  assert.deepEqual(values[2], values[0]);
});

test('the newest metrics of a rule are found, on any corpus or on the one that is named', async (t) => {
  const bench = await withBench(t);
  await addCorpus(bench.store, 'short', [{ id: 'd', tokenIds: [2, 3, 4, 5] }]);
  const first = await measure(bench);
  const second = await measure(bench, { maxTokens: 100 });
  const short = await measure(bench, { corpus: 'short' });
  const find = (corpus?: string) => bench.metrics.find('tiny/a', { corpus, tokenRule: 'SAEQL' })?.id;

  assert.notEqual(first.id, second.id);
  assert.deepEqual([find(), find('stories'), find('short')], [short.id, second.id, short.id]);
  assert.equal(bench.metrics.find('tiny/a', { tokenRule: 'SAELENS' }), undefined);
  assert.equal(bench.metrics.find('tiny/b', { tokenRule: 'SAEQL' }), undefined);
  await expectError(() => bench.metrics.find('tiny/c', { tokenRule: 'SAEQL' }), 'DICTIONARY_NOT_FOUND', {});
  await expectError(() => find('prose'), 'CORPUS_NOT_FOUND', {});
});

test('metrics count only while their names stand for what was measured', async (t) => {
  const bench = await withBench(t);
  const { id } = await measure(bench);
  const { store } = bench;
  const corpus = store.corpora.find('stories')!;

  store.corpora.remove('stories');
  assert.equal(bench.metrics.findById(id), undefined);
  await addCorpus(store, 'stories', [{ id: 'd', text: ' a0 b1' }]);
  assert.equal(bench.metrics.find('tiny/a', { tokenRule: 'SAEQL' }), undefined);
  store.corpora.remove('stories');
  store.corpora.add(corpus);
  assert.equal(bench.metrics.find('tiny/a', { tokenRule: 'SAEQL' })?.id, id);
  store.dictionaries.remove('tiny/a');
  store.dictionaries.add({ ...dictionaries[0], digest: 'z'.repeat(64) });
  assert.equal(bench.metrics.find('tiny/a', { tokenRule: 'SAEQL' }), undefined);
});

test('a dictionary goes with its metrics, and not while a job measures it', async (t) => {
  const bench = await withBench(t);
  const { store } = bench;
  const removal = createRemoval({ store, catalog: createCatalog({ store, limits: { maxPageSize: 10 } }) });
  const { id } = await measure(bench);
  const other = await measure(bench, { dictionary: 'tiny/b' });
  const queued = bench.metrics.start(input);

  await expectError(() => removal.remove({ kind: 'Dictionary', key: 'tiny/a' }), 'IN_USE', { message: /job/ });
  bench.jobs.cancel(queued.id);
  removal.remove({ kind: 'Dictionary', key: 'tiny/a' });
  assert.equal(store.metrics.find(id), undefined);
  removal.remove({ kind: 'DictionaryMetrics', key: other.id });
  assert.equal(store.metrics.find(other.id), undefined);
  await expectError(() => removal.remove({ kind: 'DictionaryMetrics', key: other.id }), 'NODE_ID_INVALID', {});
});

const refused: readonly [string, Partial<MetricsInput>, string][] = [
  ['an unknown dictionary', { dictionary: 'tiny/c' }, 'DICTIONARY_NOT_FOUND'],
  ['an unknown corpus', { corpus: 'prose' }, 'CORPUS_NOT_FOUND'],
  ['an empty corpus', { corpus: 'empty' }, 'CORPUS_EMPTY'],
  ['a context longer than the model sees', { contextTokens: 129 }, 'ARGUMENT_INVALID'],
  ['no tokens', { maxTokens: 0 }, 'ARGUMENT_INVALID'],
];

for (const [what, changes, code] of refused) {
  test(`${what} is refused before anything is queued`, async (t) => {
    const bench = await withBench(t);
    await addCorpus(bench.store, 'empty', []);

    assert.throws(() => bench.metrics.start({ ...input, ...changes }), { code });
    assert.deepEqual(bench.store.jobs.unfinished(), []);
  });
}

const tooSmall: readonly [string, readonly (readonly number[])[], RegExp][] = [
  ['special tokens alone', [[0, 1, 0, 1]], /two counted tokens; .* none/],
  ['one counted token', [[0, 2]], /two counted tokens; .* one/],
  ['no token behind another', [[2], [3], [0, 4]], /another one behind it/],
];

for (const [what, documents, message] of tooSmall) {
  test(`a corpus of ${what} fails the job and says why`, async (t) => {
    const bench = await withBench(t);
    await addCorpus(
      bench.store,
      'small',
      documents.map((tokenIds, i) => ({ id: `d${i}`, tokenIds })),
    );

    const job = await bench.jobs.run(bench.metrics.start({ ...input, corpus: 'small' }).id);

    assert.equal(job.state, 'FAILED');
    assert.equal(job.error?.code, 'CORPUS_EMPTY');
    assert.match(job.error?.message ?? '', message);
  });
}

test('the same input joins the unfinished job, defaults filled in; another input is another job', async (t) => {
  const bench = await withBench(t);
  const { contextTokens: _left, ...defaults } = input;
  const queued = bench.metrics.start(defaults);

  assert.equal(bench.metrics.start({ ...defaults, contextTokens: 128 }).id, queued.id);
  assert.notEqual(bench.metrics.start({ ...input, tokenRule: 'SAELENS' }).id, queued.id);
  assert.deepEqual(bench.metrics.start({ ...defaults, tokenRule: 'DICTIONARY_LEARNING' }).input, {
    ...{ dictionary: 'tiny/a', corpus: 'stories', tokenRule: 'DICTIONARY_LEARNING' },
    ...{ contextTokens: 128, includeSpecialTokens: true },
  });
});

test('a job that is cancelled stores nothing; one that is interrupted is run again', async (t) => {
  const bench = await withBench(t, {
    engine: syntheticEngine({ delayMs: 20 }),
    metricsTuning: { batchPositions: 64, shardPositions: 64 },
  });
  const interruption = new AbortController();
  const queued = bench.metrics.start(input);
  const running = bench.jobs.run(queued.id, { signal: interruption.signal });
  interruption.abort();
  assert.equal((await running).state, 'QUEUED');

  const done = await bench.jobs.run(queued.id, {
    onProgress: ({ state, progress }) => {
      if (state === 'RUNNING' && progress > 0) bench.jobs.cancel(queued.id);
    },
  });

  assert.equal(done.state, 'CANCELLED');
  assert.deepEqual(bench.store.metrics.list([]), []);
});

test('a job that was killed between storing and saying so stores nothing twice', async (t) => {
  const bench = await withBench(t);
  const { id } = await measure(bench);
  bench.store.jobs.update(id, (job) => ({ ...job, state: 'QUEUED', results: [] }));

  const again = await bench.jobs.run(id);

  assert.equal(again.state, 'SUCCEEDED', JSON.stringify(again.error));
  assert.deepEqual(
    bench.store.metrics.list([]).map((record) => record.id),
    [id],
  );
});
