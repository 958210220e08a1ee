/** Imports of data sets that are killed, or meet a full disk: the store has all of it or nothing, and the next import succeeds. */
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createCatalog } from '../../services/catalog.js';
import { createImports } from '../../services/imports/index.js';
import { expectError } from '../support/expect-error.js';
import { limits } from '../support/open-services.js';
import { saeql, startSaeql } from '../support/saeql.js';
import { fillDisk, freeDisk, mountSmallDisk } from '../support/small-disk.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { openTestStore } from '../support/with-store.js';

function csvOf(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, row) => `"A statement, the ${row}th, of ${row % 97} and ${row % 89}.",${row % 2}`,
  );
  return ['text,label', ...lines].join('\n');
}

test('an import that is killed, whenever, leaves nothing that the next one minds', async (t) => {
  const folder = temporaryFolder(t);
  const [file, data] = [join(folder, 'large.csv'), join(folder, 'data')];
  writeFileSync(file, csvOf(20_000));
  const args = ['import', 'dataset', file, '--name', 'large', '--data', data, '--json'];
  const columns = ['--text-column', 'text', '--label-column', 'label'];

  for (const afterMs of [500, 900, 1300, 1700]) {
    const { process, finished } = startSaeql([...args, ...columns]);
    await Promise.race([delay(afterMs), finished]);
    process.kill('SIGKILL');
    await finished;
  }
  const imported = await saeql(...args, ...columns);
  const listing = await saeql('list', '--data', data, '--json');

  assert.equal(imported.status, 0, imported.stderr);
  const dataset = JSON.parse(imported.stdout);
  assert.equal(dataset.rows, 20_000);
  assert.deepEqual(JSON.parse(listing.stdout).datasets, [dataset]);
  assert.deepEqual(readdirSync(join(data, 'datasets')), [`${dataset.digest}.jsonl`]);
});

test('a full disk refuses the import, keeps nothing of it, and lets it in once there is room', async (t) => {
  const folder = mountSmallDisk(t, 24);
  if (folder === undefined) return;
  const store = await openTestStore(t, join(folder, 'data'));
  const { importDataset } = createImports({ store, catalog: createCatalog({ store, limits }) });
  const columns = { text: 'text', label: 'label', groups: [] };
  const request = { name: 'claims', source: { kind: 'csv', text: csvOf(2000), columns } } as const;

  const filler = fillDisk(folder);
  await expectError(() => importDataset(request), 'STORE_FULL');
  assert.deepEqual([readdirSync(join(folder, 'data', 'datasets')), store.datasets.names()], [[], []]);
  freeDisk(filler);

  const { digest, rows } = await importDataset(request);
  assert.equal((await store.datasets.read(digest)).rows.length, rows);
});
