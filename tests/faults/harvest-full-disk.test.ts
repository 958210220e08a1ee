/** A full disk during a harvest: the job fails with the reason, the store stays whole, and the next run succeeds. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, rmdirSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { HarvestTuning } from '../../services/harvest/harvest-job.js';
import { input, openWorkbench, type Workbench } from '../support/harvest-workbench.js';
import { syntheticEngine } from '../support/synthetic-encoder.js';

/** A file system in memory of so many bytes, or undefined where this process may not make one. */
function mountSmallDisk(context: TestContext, bytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'saeql-full-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    rmdirSync(folder);
    return undefined;
  }
  context.after(() => {
    execFileSync('umount', [folder]);
    rmdirSync(folder);
  });
  return folder;
}

/** Writes a file until the disk has no room left. */
function fillDisk(file: string): void {
  const descriptor = openSync(file, 'w');
  for (const block of [1 << 16, 1 << 12, 1]) {
    try {
      while (writeSync(descriptor, Buffer.alloc(block)) === block);
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
    }
  }
  closeSync(descriptor);
}

/** When the disk becomes full, and what then meets it. */
const moments: readonly [string, Partial<HarvestTuning>, (bench: Workbench, fill: () => void) => void][] = [
  ['while checkpoints are written', { checkpointIntervalMs: 0 }, () => undefined],
  ['while pairs are spilled', { pairLimit: 8, checkpointIntervalMs: 1e9 }, () => undefined],
  [
    'while the snapshot is written',
    { checkpointIntervalMs: 1e9 },
    ({ store }, fill) => {
      const { createWriter } = store.harvests;
      store.harvests.createWriter = (...args) => {
        const writer = createWriter.apply(store.harvests, args);
        fill();
        return writer;
      };
    },
  ],
];

for (const [moment, tuning, prepare] of moments) {
  test(`a disk that is full ${moment} fails the job, and with room again the next one succeeds`, async (context) => {
    const folder = mountSmallDisk(context, 24 << 20);
    if (folder === undefined) return context.diagnostic('SKIPPED: this process may not mount a tmpfs');
    const filler = join(folder, 'filler');
    const fill = (): void => fillDisk(filler);
    let batches = 0;
    const onBatch = (): void => {
      if (++batches === 6 && moment !== 'while the snapshot is written') fill();
    };
    const harvestTuning = { batchPositions: 128, shardPositions: 128, ...tuning };
    const bench = await openWorkbench({ folder, engine: syntheticEngine({ onBatch }), harvestTuning });
    context.after(() => bench.close());
    prepare(bench, fill);

    const running = bench.jobs.run(bench.jobs.startHarvest(input).id);
    // What the job kept is freed, and that is room enough to say that it failed.
    const failed = await running;

    assert.equal(failed.state, 'FAILED');
    assert.equal(failed.error?.code, 'STORE_FULL');
    assert.equal(bench.jobs.find(failed.id)?.state, 'FAILED');
    assert.deepEqual(readdirSync(join(folder, 'harvests')), []);
    assert.deepEqual(readdirSync(join(folder, 'jobs')), []);
    rmSync(filler);
    const next = await bench.jobs.run(bench.jobs.startHarvest(input).id);
    if (next.error?.code === 'STORE_FULL') assert.fail('the next harvest met the filler');
    assert.equal(next.state, 'SUCCEEDED', JSON.stringify(next.error));
    for (const { key } of next.results)
      assert.equal(bench.store.harvests.verify(key), bench.store.harvests.get(key)?.digest);
  });
}
