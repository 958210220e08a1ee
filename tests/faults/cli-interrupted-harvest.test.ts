/** A harvest whose process is killed or interrupted goes on with the same command. */
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoImports, mlpDictionary, residualDictionary } from '../support/demo-files.js';
import { saeql, startSaeql, textFrom } from '../support/saeql.js';
import { folderForFile } from '../support/temporary-folder.js';

const folder = folderForFile();
const imported = join(folder, 'imported');

/** Documents are cut into runs of 100 tokens, so that the interruption also falls between runs of a document. */
const harvest = (data: string): string[] => [
  ...['harvest', mlpDictionary, residualDictionary, '--corpus', 'demo', '--context-tokens', '100'],
  ...['--data', data, '--json'],
];

let undisturbed: string[];

before(async () => {
  for (const args of Object.values(demoImports)) {
    const { status, stderr } = await saeql(...args, '--data', imported);
    assert.equal(status, 0, stderr);
  }
  undisturbed = digestsOf((await saeql(...harvest(copyOf('undisturbed')))).stdout);
});

function copyOf(name: string): string {
  const data = join(folder, name);
  cpSync(imported, data, { recursive: true });
  return data;
}

function digestsOf(stdout: string): string[] {
  return JSON.parse(stdout).results.map(({ digest }: { digest: string }) => digest);
}

/** Before anything was kept, and after the first checkpoint on all but the fastest machines; any moment must do. */
for (const afterMs of [0, 4500]) {
  test(`killed ${afterMs} ms after it began, the same command ends with the digest of an undisturbed run`, async () => {
    const data = copyOf(`killed-${afterMs}`);
    const started = startSaeql(harvest(data));
    await textFrom(started, /harvest: \d+%/);
    await sleep(afterMs);
    started.process.kill('SIGKILL');
    await started.finished;

    const again = await saeql(...harvest(data));

    assert.equal(again.status, 0, again.stderr);
    assert.deepEqual(digestsOf(again.stdout), undisturbed);
  });
}

test('SIGINT stops it with status 130 and says how to go on; the same command then finishes', async () => {
  const data = copyOf('interrupted');
  const started = startSaeql(harvest(data));
  await textFrom(started, /harvest: \d+%/);
  started.process.kill('SIGINT');
  const { status, stdout, stderr } = await started.finished;

  const again = await saeql(...harvest(data));

  assert.equal(status, 130, stderr);
  assert.equal(stdout, '');
  assert.match(stderr, /The same command goes on/);
  assert.deepEqual(digestsOf(again.stdout), undisturbed);
});
