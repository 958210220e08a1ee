/** Sessions of a worker thread: how many stay open. */
import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { createSessions } from '../../../engine/worker/sessions.js';
import { fixture } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const folder = temporaryFolder();
/** More than stay open by themselves. */
const graphs = Array.from({ length: 15 }, (_, i) => {
  const graph = join(folder, `${i}.onnx`);
  copyFileSync(join(fixture('models/gpt-neox'), 'model.onnx'), graph);
  return graph;
});

/** Sessions that count how often a graph was opened. */
function countedSessions() {
  let opened = 0;
  const clock = {
    seconds: () => 0,
    watchNewThreads: <T>(start: () => Promise<T>): Promise<T> => {
      opened++;
      return start();
    },
  };
  const sessions = createSessions({ providers: ['cpu'], threads: 1 }, clock);
  const openAll = async (): Promise<number> => {
    const before = opened;
    for (const graph of graphs) await sessions.open(graph);
    return opened - before;
  };
  return { sessions, openAll };
}

test('graphs that nobody holds are opened anew when there are too many of them', async () => {
  const { openAll } = countedSessions();

  assert.equal(await openAll(), 15);
  assert.equal(await openAll(), 15);
});

test('held graphs stay open, however many they are, until they are released', async () => {
  const { sessions, openAll } = countedSessions();
  sessions.hold(graphs.slice(1));

  assert.equal(await openAll(), 15);
  assert.equal(await openAll(), 0);
  await sessions.release(graphs);
  assert.equal(await openAll(), 15);
});
