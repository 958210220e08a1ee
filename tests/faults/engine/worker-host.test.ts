/** Workers that end while they work. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { createGraphRunner } from '../../../engine/worker/graph-runner.js';
import { createWorkerHost } from '../../../engine/worker/worker-host.js';
import { expectError } from '../../support/expect-error.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const settings = { providers: ['cpu'], threads: 1 } as const;
const entry = new URL('../../support/crashing-worker.js', import.meta.url);
const sound = { kind: 'release', graphs: [] } as const;

describe('a worker host', () => {
  const folder = temporaryFolder();

  for (const end of ['crash', 'exit']) {
    test(`fails the question that a thread ended on by ${end}, and answers the next with a new thread`, async () => {
      const host = createWorkerHost({ settings, entry });

      const failing = host.ask({ kind: 'open', graph: end });
      const queued = host.ask(sound);

      await expectError(() => failing, 'ENGINE_CRASHED');
      assert.deepEqual(await queued, { kind: 'released' });
      assert.equal(host.crashes, 1);
      await host.close();
    });
  }

  test('drops a question whose signal is aborted before its turn, and answers those behind it', async () => {
    const host = createWorkerHost({ settings, entry });
    const controller = new AbortController();

    const first = host.ask(sound);
    const second = host.ask(sound, { signal: controller.signal });
    const third = host.ask(sound);
    controller.abort();

    await expectError(() => second, 'CANCELLED');
    assert.deepEqual([await first, await third], [{ kind: 'released' }, { kind: 'released' }]);
    await host.close();
  });

  test('answers no question after it is closed', async () => {
    const host = createWorkerHost({ settings, entry });
    await host.ask(sound);

    await host.close();

    await expectError(() => host.ask(sound), 'CANCELLED');
  });

  test('says which file the runtime refuses, and goes on working', async () => {
    const runner = createGraphRunner(createWorkerHost({ settings }));
    const path = join(folder, 'garbage.onnx');
    await writeFile(path, 'not a graph');

    await expectError(() => runner.open(path), 'MODEL_FILE_INVALID', { at: path });
    await expectError(() => runner.open(join(folder, 'absent.onnx')), 'MODEL_FILE_INVALID', {});
    await runner.release([]);
    await runner.close();
  });

  test('says why no provider works when the CPU is not among them', async () => {
    const runner = createGraphRunner(createWorkerHost({ settings: { providers: ['cuda'], threads: 1 } }));

    await expectError(() => runner.open(join(folder, 'absent.onnx')), 'PROVIDER_UNAVAILABLE', { message: /cuda: / });
    await runner.close();
  });
});
