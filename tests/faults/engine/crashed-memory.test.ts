/** What is known of loaded graphs when the thread that held them ends. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { createBudgetedRunner } from '../../../engine/budgeted-runner.js';
import { createGraphMemory } from '../../../engine/graph-memory.js';
import { createGraphRunner } from '../../../engine/worker/graph-runner.js';
import { createWorkerHost } from '../../../engine/worker/worker-host.js';
import { expectError } from '../../support/expect-error.js';

const entry = new URL('../../support/crashing-worker.js', import.meta.url);
const settings = { providers: ['cpu'], threads: 1 } as const;

test('a thread that ends fails its own request alone, and takes what it had loaded with it', async () => {
  const memory = createGraphMemory({ budgetBytes: 2, weigh: () => Promise.resolve(1), describe: (path) => path });
  const bare = createGraphRunner(createWorkerHost({ settings, entry, onCrash: () => memory.forget(bare) }));
  const runner = createBudgetedRunner(bare, memory);
  const loaded = (): string[] => memory.loaded.map(({ path }) => path);
  await runner.open('first');
  assert.deepEqual(loaded(), ['first']);

  const failing = runner.open('crash');
  const queued = runner.open('second');

  await expectError(() => failing, 'ENGINE_CRASHED');
  assert.equal((await queued).provider, 'cpu');
  assert.deepEqual(loaded(), ['second']);
  await runner.close();
});
