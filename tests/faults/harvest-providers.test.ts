/** A harvest is computed by one execution provider from its beginning to its end, and says which. */
import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { ProviderName } from '../../engine/index.js';
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

test('a harvest whose provider is gone is refused, with both named, and nothing is published', async (context) => {
  const folder = await interrupt(context, 'webgpu');

  const { job, harvests } = await goOn(folder, ['cpu']);

  assert.equal(job.state, 'FAILED');
  assert.equal(job.error?.code, 'HARVEST_PROVIDER_CHANGED');
  assert.match(job.error.message, /begun on webgpu and could go on only with cpu.*webgpu is not to be had/);
  assert.match(job.error.fix ?? '', /Start the harvest again/);
  assert.deepEqual(harvests, []);
});
