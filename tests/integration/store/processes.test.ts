import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createSortableId } from '../../../store/sortable-id.js';
import { sampleColumns, sampleHarvestRecord, samplePool, writeSampleFeatures } from '../../support/sample-harvest.js';
import { queuedJob } from '../../support/small-records.js';
import { startStoreProcess } from '../../support/store-process.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { openTestStore } from '../../support/with-store.js';

test('what one process adds, another sees at its next read, within the same turn of its event loop', async (t) => {
  const { corpora, folder } = await openTestStore(t);
  const other = startStoreProcess('add', folder);
  assert.equal(await other.nextLine(), 'ready');
  other.send('a');
  // Waits without giving the event loop a turn: only the store itself can renew its view.
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const untilMs = Date.now() + 10_000;
  await new Promise(setImmediate);

  while (corpora.find('a') === undefined && Date.now() < untilMs) Atomics.wait(pause, 0, 0, 5);

  assert.equal(corpora.find('a')?.documents, other.child.pid);
  assert.deepEqual(corpora.names(), ['a']);
  other.send('end');
  assert.equal(await other.ended, 0);
});

test('of two processes that add the same name, exactly one wins', async (t) => {
  const { corpora, folder } = await openTestStore(t);
  const processes = [startStoreProcess('add', folder), startStoreProcess('add', folder)];
  for (const one of processes) assert.equal(await one.nextLine(), 'ready');

  for (let round = 0; round < 50; round++) {
    for (const one of processes) one.send(`name-${round}`);
    const won = await Promise.all(processes.map((one) => one.nextLine()));

    assert.deepEqual([...won].sort(), ['false', 'true']);
    assert.equal(corpora.find(`name-${round}`)?.documents, processes[won.indexOf('true')].child.pid);
  }

  for (const one of processes) one.send('end');
  for (const one of processes) assert.equal(await one.ended, 0);
});

test('changes of a job by several processes are not lost', async (t) => {
  const { jobs, folder } = await openTestStore(t);
  const id = createSortableId();
  jobs.add({ ...queuedJob, id, state: 'RUNNING' });
  const processes = [startStoreProcess('count', folder, id, '200'), startStoreProcess('count', folder, id, '200')];
  for (const one of processes) assert.equal(await one.nextLine(), 'ready');

  for (const one of processes) one.send('go');
  for (const one of processes) assert.equal(await one.nextLine(), 'done');

  assert.equal(jobs.find(id)?.progress, 400);
});

test('several processes can create a store in the same folder at once', async (t) => {
  const folder = join(temporaryFolder(t), 'new');
  const processes = Array.from({ length: 4 }, () => startStoreProcess('add', folder));

  for (const one of processes) assert.equal(await one.nextLine(), 'ready');
  for (const [i, one] of processes.entries()) one.send(`corpus-${i}`);
  for (const one of processes) assert.equal(await one.nextLine(), 'true');

  const { corpora } = await openTestStore(t, folder);
  assert.equal(corpora.names().length, 4);
  for (const one of processes) one.send('end');
  for (const one of processes) assert.equal(await one.ended, 0);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.tmp')),
    [],
  );
});

test('a harvest that another process published can be read at once, and the same content has the same digest', async (t) => {
  const { harvests, folder } = await openTestStore(t);
  const other = startStoreProcess('publish', folder, 'theirs');
  const digest = await other.nextLine();

  assert.equal(harvests.find('tiny/mlp_out.0/0_8')?.digest, digest);
  assert.equal(harvests.open('theirs').topContexts([19])[0].length, 32);

  const writer = harvests.createWriter('ours', 20);
  writeSampleFeatures(writer, 20);
  assert.equal(await writer.finish(sampleColumns(20), samplePool), digest);
});

test('of a writer that is killed nothing is visible, what it left is swept, and the next run succeeds', async (t) => {
  const folder = temporaryFolder(t);
  const writer = startStoreProcess('writeForever', folder, 'h1');
  assert.equal(await writer.nextLine(), 'wrote');
  assert.equal(await writer.nextLine(), 'wrote');
  writer.child.kill('SIGKILL');
  assert.equal(await writer.ended, 'SIGKILL');
  assert.equal(readdirSync(join(folder, 'harvests')).length, 1);

  const { harvests } = await openTestStore(t, folder);

  assert.deepEqual(readdirSync(join(folder, 'harvests')), []);
  assert.equal(harvests.get('h1'), undefined);
  const again = startStoreProcess('publish', folder, 'h1');
  assert.equal(await again.nextLine(), harvests.find('tiny/mlp_out.0/0_8')?.digest);
});

test('a snapshot that was finished by a process that died before publishing it is invisible and written anew', async (t) => {
  const folder = temporaryFolder(t);
  const writer = startStoreProcess('finishOnly', folder, 'h1');
  assert.equal(await writer.nextLine(), 'finished');
  writer.child.kill('SIGKILL');
  await writer.ended;

  const { harvests } = await openTestStore(t, folder);

  assert.equal(harvests.find('tiny/mlp_out.0/0_8'), undefined);
  const again = harvests.createWriter('h1', 20);
  writeSampleFeatures(again, 20);
  const digest = await again.finish(sampleColumns(20), samplePool);
  harvests.publish([sampleHarvestRecord({ id: 'h1', digest })]);
  assert.equal(harvests.verify('h1'), digest);
});

test('unfinished files of a living process are left alone, those of a dead one are swept', async (t) => {
  const folder = temporaryFolder(t);
  const writer = startStoreProcess('leaveUnfinished', folder);
  assert.equal(await writer.nextLine(), 'waiting');
  const unfinished = () => ['corpora', 'tokens', 'models'].flatMap((name) => readdirSync(join(folder, name)));
  assert.equal(unfinished().length, 3);

  await openTestStore(t, folder);
  assert.equal(unfinished().length, 3);

  writer.child.kill('SIGKILL');
  await writer.ended;
  const store = await openTestStore(t, folder);
  assert.equal(unfinished().length, 0);
  assert.equal(existsSync(store.blobs.modelFolder('m')), false);
  assert.equal(store.tokenFiles.find('c', 't'), undefined);
});
