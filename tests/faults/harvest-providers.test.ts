/** A harvest is computed by one execution provider from its beginning to its end, and says which. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { toNodeId } from '../../domain/node-id.js';
import type { ProviderName } from '../../engine/index.js';
import { changeProvider } from '../support/change-checkpoint.js';
import { input, openWorkbench } from '../support/harvest-workbench.js';
import { syntheticEngine } from '../support/synthetic-engine.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const harvestTuning = { batchPositions: 224, shardPositions: 150, checkpointIntervalMs: 0 };

/** Stops in the middle of a harvest; the job is queued again with its checkpoint. */
async function interrupt(context: TestContext, begunOn: ProviderName): Promise<string> {
  const folder = temporaryFolder(context);
  const controller = new AbortController();
  let batches = 0;
  const onBatch = (): void => {
    if (++batches === 9) controller.abort();
  };
  const bench = await openWorkbench({
    folder,
    engine: syntheticEngine({ onBatch, providers: [begunOn] }),
    harvestTuning,
  });
  const job = await bench.jobs.run(bench.jobs.startHarvest(input).id, { signal: controller.signal });
  await bench.close();
  assert.equal(job.state, 'QUEUED');
  return folder;
}

async function goOn(folder: string, providers: readonly ProviderName[]) {
  const bench = await openWorkbench({ folder, engine: syntheticEngine({ providers }), harvestTuning });
  const job = await bench.jobs.run(bench.jobs.nextRunnable()!.id);
  const harvests = job.results.map(({ key }) => bench.store.harvests.get(key)!);
  await bench.close();
  return { job, harvests };
}

test('a harvest records the execution provider that ran the model', async () => {
  const bench = await openWorkbench({ engine: syntheticEngine({ providers: ['webgpu'] }) });

  const { results } = await bench.jobs.run(bench.jobs.startHarvest(input).id);

  const harvests = results.map(({ key }) => bench.store.harvests.get(key)!);
  assert.deepEqual(
    harvests.map(({ provider }) => provider),
    ['webgpu', 'webgpu'],
  );
  await bench.close();
});

test('an interrupted harvest goes on with the provider that it was begun on, though another is usual now', async (context) => {
  const folder = await interrupt(context, 'webgpu');

  const { job, harvests } = await goOn(folder, ['cpu', 'webgpu']);

  assert.equal(job.state, 'SUCCEEDED', JSON.stringify(job.error));
  assert.deepEqual(
    harvests.map(({ provider }) => provider),
    ['webgpu', 'webgpu'],
  );
});

test('a harvest whose provider is gone waits, with what it has and both named, and goes on where the provider is', async (context) => {
  const folder = await interrupt(context, 'webgpu');

  const { job: refused, harvests } = await goOn(folder, ['cpu']);

  assert.deepEqual([refused.state, refused.error?.code], ['QUEUED', 'HARVEST_PROVIDER_UNAVAILABLE']);
  assert.match(
    refused.error?.message ?? '',
    new RegExp(
      `${toNodeId('Job', refused.id)} was begun on webgpu and could go on only with cpu.*webgpu is not to be had`,
    ),
  );
  assert.match(refused.error?.fix ?? '', /SAEQL_PROVIDER=webgpu .*or cancel job .* and start the harvest anew/);
  assert.deepEqual(harvests, []);
  assert.ok(existsSync(join(folder, 'jobs', refused.id, 'checkpoint')));

  const { job, harvests: finished } = await goOn(folder, ['cpu', 'webgpu']);

  assert.deepEqual([job.id, job.state, job.error], [refused.id, 'SUCCEEDED', null]);
  assert.equal(finished[0].provider, 'webgpu');
});

test('a harvest that waits for its provider is cancelled with all it left, and says nothing more about providers', async (context) => {
  const folder = await interrupt(context, 'webgpu');
  const { id } = (await goOn(folder, ['cpu'])).job;
  const bench = await openWorkbench({ folder, engine: syntheticEngine({ providers: ['cpu'] }), harvestTuning });

  assert.equal(bench.jobs.nextRunnable(new Set([id])), undefined);
  assert.equal(bench.jobs.nextRunnable()?.id, id, 'another server tries it');
  const cancelled = bench.jobs.cancel(id);

  assert.deepEqual([cancelled.state, cancelled.error], ['CANCELLED', null]);
  assert.ok(!existsSync(join(folder, 'jobs', id)));
  assert.notEqual(bench.jobs.startHarvest(input).id, id);
  await bench.close();
});

test('a harvest that was begun before providers were recorded goes on, and records none', async (context) => {
  const folder = await interrupt(context, 'cpu');
  assert.equal(changeProvider(folder, undefined), 'cpu');

  const { job, harvests } = await goOn(folder, ['webgpu', 'cpu']);

  assert.equal(job.state, 'SUCCEEDED');
  assert.deepEqual(
    harvests.map(({ provider }) => provider),
    [undefined, undefined],
  );
});
