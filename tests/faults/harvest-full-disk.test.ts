/** A full disk during a harvest: the job fails with the reason, the store stays whole, and the next run succeeds. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { HarvestTuning } from '../../services/harvest/harvest-job.js';
import { input, openWorkbench, type Workbench } from '../support/harvest-workbench.js';
import { fillDisk, freeDisk, mountSmallDisk } from '../support/small-disk.js';
import { syntheticEngine } from '../support/synthetic-engine.js';

/** When the disk becomes full, and the sizes that let it be met just then. */
const moments: readonly [string, 'sixth batch' | 'first snapshot', Partial<HarvestTuning>][] = [
  ['while checkpoints are written', 'sixth batch', { checkpointIntervalMs: 0 }],
  ['while pairs are spilled', 'sixth batch', { checkpointIntervalMs: 1e9, pairLimit: 8 }],
  ['while a snapshot is written', 'first snapshot', { checkpointIntervalMs: 1e9 }],
];

/** A workbench on a disk that is filled once, at the moment named. */
async function openOnSmallDisk(folder: string, moment: string, tuning: Partial<HarvestTuning>): Promise<Workbench> {
  let times = 0;
  const pass = (name: string, fillAt: number): void => {
    if (name === moment && ++times === fillAt) fillDisk(folder);
  };
  const bench = await openWorkbench({
    folder,
    engine: syntheticEngine({ onBatch: () => pass('sixth batch', 6) }),
    harvestTuning: { batchPositions: 128, shardPositions: 128, ...tuning },
  });
  const { createWriter } = bench.store.harvests;
  bench.store.harvests.createWriter = (...args) => {
    const writer = createWriter.apply(bench.store.harvests, args);
    pass('first snapshot', 1);
    return writer;
  };
  return bench;
}

for (const [when, moment, tuning] of moments) {
  test(`a disk that is full ${when} fails the job, and with room again the next one succeeds`, async (context) => {
    const folder = mountSmallDisk(context, 24);
    if (folder === undefined) return;
    const bench = await openOnSmallDisk(folder, moment, tuning);
    try {
      const failed = await bench.jobs.run(bench.jobs.startHarvest(input).id);
      const left = [readdirSync(join(folder, 'harvests')), readdirSync(join(folder, 'jobs'))];
      freeDisk(join(folder, 'filler'));
      const next = await bench.jobs.run(bench.jobs.startHarvest(input).id);

      assert.equal(failed.state, 'FAILED');
      assert.equal(failed.error?.code, 'STORE_FULL');
      assert.deepEqual(bench.jobs.find(failed.id), failed);
      assert.deepEqual(left, [[], []]);
      assert.equal(next.state, 'SUCCEEDED', JSON.stringify(next.error));
      for (const { key } of next.results)
        assert.equal(bench.store.harvests.verify(key), bench.store.harvests.get(key)?.digest);
    } finally {
      await bench.close();
    }
  });
}
