/** Jobs: started, refused, watched, cancelled, interrupted and taken over; harvests with a made-up engine. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { HarvestInput, JobOwner, JobRecord } from '../../domain/job.js';
import { toNodeId } from '../../domain/node-id.js';
import { emptyColumns } from '../../services/harvest/feature-results.js';
import { toHarvestId } from '../../services/harvest/harvest-id.js';
import type { Log } from '../../services/services.js';
import { thisProcess } from '../../store/files/process-identity.js';
import { expectResearchError } from '../support/expect-error.js';
import {
  addCorpus,
  dictionaries,
  input,
  model,
  openWorkbench,
  silentLog,
  type Workbench,
  type WorkbenchOptions,
} from '../support/harvest-workbench.js';
import { syntheticEngine } from '../support/synthetic-engine.js';

async function withBench(context: TestContext, options: WorkbenchOptions = {}): Promise<Workbench> {
  const bench = await openWorkbench(options);
  context.after(() => bench.close());
  return bench;
}

const slow = {
  engine: syntheticEngine({ delayMs: 20 }),
  harvestTuning: { batchPositions: 64, shardPositions: 64, checkpointIntervalMs: 0 },
};

/** Resolves when the job runs and has come so far. */
async function running({ jobs }: Workbench, id: string): Promise<JobRecord> {
  for await (const job of jobs.watch(id, AbortSignal.timeout(10_000))) {
    if (job.state === 'RUNNING' && job.progress > 0) return job;
  }
  return assert.fail('the job did not run');
}

test('a job is queued, runs with growing progress and ends with its harvests', async (context) => {
  const bench = await withBench(context, slow);
  const queued = bench.jobs.startHarvest({ ...input, contextTokens: undefined });
  const seen: JobRecord[] = [];

  const done = await bench.jobs.run(queued.id, { onProgress: (job) => seen.push(job) });

  assert.equal(queued.state, 'QUEUED');
  // Left out, it is the context length of the model.
  assert.equal((queued.input as HarvestInput).contextTokens, model.contextLength);
  assert.ok(seen.length > 2);
  assert.deepEqual(
    seen.map(({ progress }) => progress),
    seen.map(({ progress }) => progress).sort((a, b) => a - b),
  );
  assert.match(seen[1].message ?? '', /\d+ of \d+ tokens, \d+ counted, \d+ tokens\/s/);
  assert.equal(done.state, 'SUCCEEDED');
  assert.equal(done.progress, 1);
  assert.deepEqual(bench.jobs.find(done.id), done);
  assert.deepEqual(
    done.results.map(({ key }) => bench.store.harvests.get(key)?.dictionary),
    input.dictionaries,
  );
  assert.deepEqual(readdirSync(join(bench.store.folder, 'jobs')), []);
});

const refused: readonly [string, Partial<HarvestInput>, Parameters<typeof expectResearchError>[1], RegExp][] = [
  ['an unknown dictionary', { dictionaries: ['tiny/aa'] }, 'DICTIONARY_NOT_FOUND', /Did you mean "tiny\/a"/],
  ['an unknown corpus', { corpus: 'story' }, 'CORPUS_NOT_FOUND', /Did you mean "stories"/],
  ['no dictionary', { dictionaries: [] }, 'ARGUMENT_INVALID', /No dictionary/],
  ['a dictionary named twice', { dictionaries: ['tiny/a', 'tiny/a'] }, 'ARGUMENT_INVALID', /twice/],
  ['dictionaries of two models', { dictionaries: ['tiny/a', 'other/a'] }, 'ARGUMENT_INVALID', /tiny, other/],
  ['a corpus without documents', { corpus: 'empty' }, 'CORPUS_EMPTY', /empty/],
  ['contexts longer than the model sees', { contextTokens: 129 }, 'ARGUMENT_INVALID', /129.* 2 to 128/],
  ['contexts of one token', { contextTokens: 1 }, 'ARGUMENT_INVALID', /contextTokens/],
  ['windows longer than contexts', { windowTokens: 33 }, 'ARGUMENT_INVALID', /33.* 1 to 32/],
  ['windows of no token', { windowTokens: 0 }, 'ARGUMENT_INVALID', /windowTokens/],
  ['no contexts', { contextsPerFeature: 0 }, 'ARGUMENT_INVALID', /contextsPerFeature/],
  ['a million contexts', { contextsPerFeature: 1e6 }, 'ARGUMENT_INVALID', /1 to 1000/],
  ['half a token', { maxTokens: 0.5 }, 'ARGUMENT_INVALID', /maxTokens/],
  ['more than fits into memory', { dictionaries: ['huge'], contextsPerFeature: 1000 }, 'ARGUMENT_INVALID', /GiB/],
];

for (const [what, changes, code, message] of refused) {
  test(`a harvest of ${what} is refused before anything is queued`, async (context) => {
    const bench = await withBench(context);
    bench.store.models.add({ ...model, name: 'other' });
    bench.store.dictionaries.add({ ...dictionaries[0], name: 'other/a', model: 'other' });
    bench.store.dictionaries.add({ ...dictionaries[0], name: 'huge', size: 1 << 20 });
    bench.store.corpora.add({ name: 'empty', documents: 0, digest: 'e'.repeat(64) });

    const error = expectResearchError(() => bench.jobs.startHarvest({ ...input, ...changes }), code);

    assert.match(error.message, message);
    assert.deepEqual(bench.store.jobs.unfinished(), []);
  });
}

test('a corpus in which nothing is counted fails the job', async (context) => {
  const bench = await withBench(context);
  await addCorpus(bench.store, 'special', [{ id: 'only', tokenIds: [0, 1] }]);

  const job = await bench.jobs.run(bench.jobs.startHarvest({ ...input, corpus: 'special' }).id);

  assert.equal(job.state, 'FAILED');
  assert.equal(job.error?.code, 'CORPUS_EMPTY');
});

test('a token id that the model does not have fails the job with the document that holds it', async (context) => {
  const bench = await withBench(context);
  await addCorpus(bench.store, 'foreign', [
    { id: 'good', tokenIds: [2, 31] },
    { id: 'bad', tokenIds: [2, 32] },
  ]);

  const job = await bench.jobs.run(bench.jobs.startHarvest({ ...input, corpus: 'foreign' }).id);

  assert.equal(job.error?.code, 'TOKEN_ID_UNKNOWN');
  assert.match(job.error?.message ?? '', /"bad".* 32;.* 32 tokens/);
});

test('an activation that is not finite fails the job and leaves no harvest', async (context) => {
  const engine = syntheticEngine();
  const bench = await withBench(context, {
    engine: {
      async openEncoder(...args) {
        const encoder = await engine.openEncoder(...args);
        return {
          ...encoder,
          encode: async (...batch) =>
            (await encoder.encode(...batch)).map((firings) => ({
              ...firings,
              activation_N: firings.activation_N.fill(NaN),
            })),
        };
      },
    },
  });

  const job = await bench.jobs.run(bench.jobs.startHarvest(input).id);

  assert.equal(job.error?.code, 'ACTIVATION_NOT_FINITE');
  assert.equal(bench.store.harvests.find('tiny/a'), undefined);
  assert.deepEqual(readdirSync(join(bench.store.folder, 'jobs')), []);
});

test('an unforeseen error is logged with the job, and not told', async (context) => {
  const logged: object[] = [];
  const log: Log = { ...silentLog, error: (details) => logged.push(details) };
  const engine = syntheticEngine({
    onBatch: () => {
      throw new Error('secret');
    },
  });
  const bench = await withBench(context, { engine, log });

  const job = await bench.jobs.run(bench.jobs.startHarvest(input).id);

  assert.equal(job.state, 'FAILED');
  assert.equal(job.error?.code, 'INTERNAL');
  assert.ok(!JSON.stringify(job).includes('secret'));
  assert.equal((logged[0] as { err: Error }).err.message, 'secret');
  assert.equal((logged[0] as { jobId: string }).jobId, job.id);
});

test('the same harvest twice at once is refused with the job that is under way', async (context) => {
  const bench = await withBench(context, slow);
  const first = bench.jobs.startHarvest(input);
  const again = (changes: Partial<HarvestInput> = {}) =>
    expectResearchError(() => bench.jobs.startHarvest({ ...input, ...changes }), 'HARVEST_RUNNING').message;

  // As `cancelJob` takes it.
  const named = toNodeId('Job', first.id);
  assert.match(again(), new RegExp(named));
  const run = bench.jobs.run(first.id);
  await running(bench, first.id);
  assert.match(again(), new RegExp(`${named}, which is running`));
  assert.match(again({ dictionaries: ['tiny/b'] }), new RegExp(named));
  const other = bench.jobs.startHarvest({ ...input, windowTokens: 4 });
  await run;
  const afterwards = bench.jobs.startHarvest(input);

  assert.notEqual(other.id, first.id);
  assert.notEqual(afterwards.id, first.id);
});

test('a job runs once: whoever asks meanwhile gets it as it is', async (context) => {
  const bench = await withBench(context, slow);
  const { id } = bench.jobs.startHarvest(input);
  const run = bench.jobs.run(id);
  await running(bench, id);

  const meanwhile = await bench.jobs.run(id);
  assert.equal(meanwhile.state, 'RUNNING');
  assert.equal(bench.jobs.nextRunnable(), undefined);
  const done = await run;

  assert.deepEqual(await bench.jobs.run(id), done);
  assert.equal(bench.store.harvests.list('tiny/a').length, 1);
});

test('a running job is cancelled from outside and leaves nothing', async (context) => {
  // The request is heard of within a second; undisturbed, the job takes three.
  const bench = await withBench(context, { ...slow, engine: syntheticEngine({ delayMs: 60 }) });
  const { id } = bench.jobs.startHarvest(input);
  const run = bench.jobs.run(id);
  await running(bench, id);

  const asked = bench.jobs.cancel(id);
  const ended = await run;

  assert.equal(asked.state, 'RUNNING');
  assert.equal(ended.state, 'CANCELLED');
  assert.notEqual(ended.finishedAt, null);
  assert.deepEqual(bench.jobs.cancel(id), ended);
  assert.deepEqual(readdirSync(join(bench.store.folder, 'jobs')), []);
  assert.deepEqual(readdirSync(join(bench.store.folder, 'harvests')), []);
});

test('a queued job is cancelled at once and does not run', async (context) => {
  const bench = await withBench(context);
  const { id } = bench.jobs.startHarvest(input);

  assert.equal(bench.jobs.cancel(id).state, 'CANCELLED');
  assert.equal((await bench.jobs.run(id)).state, 'CANCELLED');
  assert.equal(bench.jobs.nextRunnable(), undefined);
});

test('a job that is interrupted keeps its checkpoint, is queued again and is what starting it again gives', async (context) => {
  const bench = await withBench(context, slow);
  const interruption = new AbortController();
  const { id } = bench.jobs.startHarvest(input);
  const run = bench.jobs.run(id, { signal: interruption.signal });
  await running(bench, id);

  interruption.abort();
  const interrupted = await run;

  assert.equal(interrupted.state, 'QUEUED');
  assert.ok(existsSync(join(bench.store.folder, 'jobs', id, 'checkpoint')));
  assert.equal(bench.jobs.nextRunnable()?.id, id);
  assert.equal(bench.jobs.startHarvest(input).id, id);
  assert.equal((await bench.jobs.run(id)).state, 'SUCCEEDED');
});

/** A checkpoint's folder and a snapshot that is finished and not published, as a process killed at the end leaves them. */
async function leaveThings({ store }: Workbench, id: string): Promise<void> {
  store.blobs.jobFolder(id);
  const writer = store.harvests.createWriter(toHarvestId(id, 0), 1);
  await writer.finish(emptyColumns(1), []);
}

function leftovers({ store }: Workbench): string[] {
  return ['jobs', 'harvests'].flatMap((folder) => readdirSync(join(store.folder, folder)));
}

/** An owner that ended, or another process that lives, as it is told. */
function ownedBy(bench: Workbench, id: string, changes: Partial<JobOwner>): void {
  const { host, pid, start } = thisProcess;
  const owner = { host, pid, processStart: start, heartbeatAt: new Date().toISOString(), ...changes };
  bench.store.jobs.update(id, (job) => ({ ...job, state: 'RUNNING', owner }));
}

test('a job whose owner died is cancelled with all that it left, finished snapshots too', async (context) => {
  const bench = await withBench(context);
  const { id } = bench.jobs.startHarvest(input);
  ownedBy(bench, id, { processStart: '1' });
  await leaveThings(bench, id);

  assert.equal(bench.jobs.cancel(id).state, 'CANCELLED');

  assert.deepEqual(leftovers(bench), []);
});

test('a job is given up with all that it left, unless another process has taken it', async (context) => {
  const bench = await withBench(context);
  const [dead, living] = [4, 5].map((windowTokens) => bench.jobs.startHarvest({ ...input, windowTokens }).id);
  ownedBy(bench, dead, { processStart: '1' });
  ownedBy(bench, living, {});
  await leaveThings(bench, dead);

  bench.jobs.giveUp(dead, 3);
  bench.jobs.giveUp(living, 3);

  assert.equal(bench.jobs.find(dead)?.error?.code, 'JOB_CRASHED');
  assert.deepEqual(leftovers(bench), []);
  assert.equal(bench.jobs.find(living)?.state, 'RUNNING');
});

test('sweeping removes what final jobs left, and nothing of others or of what is published', async (context) => {
  const bench = await withBench(context);
  const done = await bench.jobs.run(bench.jobs.startHarvest(input).id);
  const waiting = bench.jobs.startHarvest(input).id;
  await leaveThings(bench, waiting);
  const kept = leftovers(bench);
  const { id } = bench.jobs.startHarvest({ ...input, windowTokens: 4 });
  bench.jobs.cancel(id);
  await leaveThings(bench, id);
  await leaveThings(bench, 'unknown');

  bench.jobs.sweep();

  assert.deepEqual(leftovers(bench), kept);
  assert.equal(bench.store.harvests.open(done.results[0].key).columns.firings_F.length, 24);
});

interface OtherOwner extends Partial<JobOwner> {
  readonly silentMs?: number;
}
const owners: readonly [string, OtherOwner, 'taken over' | 'left'][] = [
  ['whose process has ended', { pid: 2 ** 22 + 1 }, 'taken over'],
  ['whose pid another process has by now', { processStart: '1' }, 'taken over'],
  ['whose process lives, however silent', { silentMs: 60_000 }, 'left'],
  ['on another host that was heard of lately', { host: 'elsewhere', silentMs: 10_000 }, 'left'],
  ['on another host that is silent', { host: 'elsewhere', silentMs: 40_000 }, 'taken over'],
];

for (const [whose, { silentMs = 0, ...changes }, expected] of owners) {
  test(`a running job of an owner ${whose} is ${expected}`, async (context) => {
    const bench = await withBench(context);
    const { id } = bench.jobs.startHarvest(input);
    ownedBy(bench, id, { heartbeatAt: new Date(Date.now() - silentMs).toISOString(), ...changes });

    const next = bench.jobs.nextRunnable();
    const job = await bench.jobs.run(id);

    assert.equal(next?.id, expected === 'left' ? undefined : id);
    assert.equal(job.state, expected === 'left' ? 'RUNNING' : 'SUCCEEDED');
  });
}

test('watching tells the present state, changes and the final state, and ends when it is aborted', async (context) => {
  const bench = await withBench(context, slow);
  const { id } = bench.jobs.startHarvest(input);
  const states: string[] = [];
  const watch = (async () => {
    for await (const job of bench.jobs.watch(id, new AbortController().signal)) states.push(job.state);
  })();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await bench.jobs.run(id);
  await watch;

  assert.equal(states[0], 'QUEUED');
  assert.equal(states.at(-1), 'SUCCEEDED');
  assert.ok(states.includes('RUNNING'));
  const queued = bench.jobs.startHarvest(input);
  const aborted = bench.jobs.watch(queued.id, AbortSignal.timeout(50));
  await aborted.next();
  assert.equal((await aborted.next()).done, true);
});

test('an unknown job is refused wherever it is named', async (context) => {
  const { jobs } = await withBench(context);
  const code = { code: 'JOB_NOT_FOUND' };

  assert.equal(jobs.find('none'), undefined);
  expectResearchError(() => jobs.cancel('none'), 'JOB_NOT_FOUND');
  await assert.rejects(jobs.run('none'), code);
  await assert.rejects(jobs.watch('none', AbortSignal.timeout(50)).next(), code);
});

test('jobs are listed newest first, by state, in pages of an allowed size', async (context) => {
  const { jobs } = await withBench(context);
  const ids = [4, 5, 6].map((windowTokens) => jobs.startHarvest({ ...input, windowTokens }).id);
  jobs.cancel(ids[1]);

  const listed = jobs.page({ first: 10 });
  const queued = jobs.page({ first: 1 }, 'QUEUED');

  assert.deepEqual(
    listed.items.map(({ node }) => node.id),
    [...ids].reverse(),
  );
  assert.deepEqual([queued.items[0].node.id, queued.hasNextPage, queued.totalCount], [ids[2], true, 2]);
  expectResearchError(() => jobs.page({ first: 101 }), 'PAGE_SIZE_INVALID');
});
