/** A harvest that is killed goes on and ends as if nothing had been. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { input, openWorkbench } from '../support/harvest-workbench.js';
import { syntheticEngine } from '../support/synthetic-engine.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const entry = fileURLToPath(new URL('../support/harvest-process-main.js', import.meta.url));

interface Ended {
  readonly signal: NodeJS.Signals | null;
  /** Id of the job that it ran. */
  readonly id: string;
  /** Digests of the harvests, when it came to its end. */
  readonly digests: readonly string[] | undefined;
}

/** Runs the process; `killAfterMs` counts from the moment its job is queued. */
async function harvest(folder: string, args: readonly string[] = [], killAfterMs?: number): Promise<Ended> {
  const child = spawn(process.execPath, [entry, folder, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk) => {
    if (text === '' && killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    text += String(chunk);
  });
  const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  const [id, result] = text.split('\n');
  return { signal, id, digests: result ? (JSON.parse(result) as { digests: string[] }).digests : undefined };
}

let undisturbed: readonly string[];

before(async () => {
  // In one piece, in this process, with other sizes of batches and shards.
  const bench = await openWorkbench();
  const job = await bench.jobs.run(bench.jobs.startHarvest({ ...input, contextTokens: 100 }).id);
  undisturbed = job.results.map(({ key }) => bench.store.harvests.get(key)!.digest);
  await bench.close();
});

for (const moment of ['batch 0', 'batch 1', 'batch 9', 'batch 30', 'feature 0', 'feature 27', 'publish', 'published']) {
  test(`killed at ${moment}, the next process ends the same job with the digest of an undisturbed one`, async (context) => {
    const folder = temporaryFolder(context);

    const killed = await harvest(folder, moment.split(' '));
    const resumed = await harvest(folder);

    assert.equal(killed.signal, 'SIGKILL');
    assert.equal(killed.digests, undefined);
    assert.deepEqual(resumed.digests, undisturbed);
    assert.equal(resumed.id, killed.id);
    assert.deepEqual(readdirSync(join(folder, 'jobs')), []);
    assert.equal(readdirSync(join(folder, 'harvests')).length, 2);
  });
}

test('killed again and again after any time, it ends with the same digest', async (context) => {
  const folder = temporaryFolder(context);
  const delays = [90, 170, 40, 230, 310, 130, 370];
  const kills: Ended[] = [];
  for (const delay of delays) kills.push(await harvest(folder, [], delay));

  const resumed = await harvest(folder);

  const finished = kills.find(({ digests }) => digests !== undefined) ?? resumed;
  assert.deepEqual(finished.digests, undisturbed);
  assert.deepEqual(resumed.digests, undisturbed);
});

test('a harvest killed in the middle goes on from there', async (context) => {
  const folder = temporaryFolder(context);
  await harvest(folder, ['batch', '30']);
  let positions = 0;
  const engine = syntheticEngine({ onBatch: ({ lengths_B }) => lengths_B.forEach((length) => (positions += length)) });
  const bench = await openWorkbench({ folder, engine });

  const job = await bench.jobs.run(bench.jobs.nextRunnable()!.id);
  const [{ key }] = job.results;
  const { tokens } = bench.store.tokenFiles.open(bench.store.harvests.get(key)!.tokenFile);
  await bench.close();

  assert.ok(positions > 0 && positions < 0.75 * tokens, `${positions} of ${tokens}`);
});
