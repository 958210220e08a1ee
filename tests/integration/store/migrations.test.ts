import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrations } from '../../../migrations/index.js';
import type { Migration } from '../../../store/migrator.js';
import { openStore } from '../../../store/open-store.js';
import { expectRejection } from '../../support/expect-error.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const later = (id: string, up: Migration['up'] = () => undefined): Migration => ({ id, up });
const corpus = { name: 'a', documents: 1, digest: 'x' };

/** Opens and closes; returns the names of the corpora. */
async function corporaAfter(folder: string, list: readonly Migration[]): Promise<string[]> {
  const store = await openStore(folder, { migrations: list });
  const names = store.corpora.names();
  await store.close();
  return names;
}

async function storeWithCorpus(folder: string): Promise<void> {
  const store = await openStore(folder, { migrations });
  store.corpora.add(corpus);
  await store.close();
}

test('the released migrations are numbered in order', () => {
  migrations.forEach(({ id }, i) => assert.match(id, new RegExp(`^${String(i + 1).padStart(4, '0')}-[a-z0-9-]+$`)));
});

test('migrations run once each, in order, and may change tables and records', async (t) => {
  const folder = temporaryFolder(t);
  await storeWithCorpus(folder);
  const ran: string[] = [];
  const list = [
    ...migrations,
    later('0002-new-table', (catalog) => {
      ran.push('0002');
      catalog.createTable('notes', 'ordered');
      for (const { key, value } of catalog.entries('corpora')) catalog.put('notes', key, value);
    }),
    later('0003-rename', (catalog) => {
      ran.push('0003');
      for (const { key, value } of catalog.entries('notes')) {
        catalog.remove('corpora', key);
        catalog.put('corpora', `renamed-${String(key)}`, { ...(value as object), name: `renamed-${String(key)}` });
      }
    }),
  ];

  assert.deepEqual(await corporaAfter(folder, list), ['renamed-a']);
  assert.deepEqual(await corporaAfter(folder, list), ['renamed-a']);
  assert.deepEqual(ran, ['0002', '0003']);
});

test('a migration that throws leaves the store as it was, with the migrations before it', async (t) => {
  const folder = temporaryFolder(t);
  await storeWithCorpus(folder);
  const good = later('0002-good', (catalog) => catalog.createTable('notes', 'ordered'));
  const bad = later('0003-bad', (catalog) => {
    catalog.createTable('unwanted', 'ordered');
    catalog.remove('corpora', 'a');
    catalog.put('notes', 'x', 1);
    throw new Error('disk of cheese');
  });

  const error = await expectRejection(corporaAfter(folder, [...migrations, good, bad]), 'MIGRATION_FAILED');

  assert.match(error.message, /0003-bad failed: disk of cheese/);
  const mended = later('0003-bad', (catalog) => {
    assert.deepEqual(catalog.entries('notes'), []);
    assert.throws(() => catalog.entries('unwanted'), /missing/);
  });
  assert.deepEqual(await corporaAfter(folder, [...migrations, good, mended]), ['a']);
});

test('a store of a newer version is refused with both versions, and left alone', async (t) => {
  const folder = temporaryFolder(t);
  await storeWithCorpus(folder);
  const newer = [...migrations, later('0002-newer'), later('0003-newest')];
  await corporaAfter(folder, newer);

  const error = await expectRejection(openStore(folder, { migrations }), 'STORE_TOO_NEW');

  assert.match(
    error.message,
    new RegExp(`version ${newer.length} \\(0003-newest\\), this program knows ${migrations.length}`),
  );
  assert.deepEqual(await corporaAfter(folder, newer), ['a']);
});

test('a migration that was inserted before an executed one is refused, and does not run', async (t) => {
  const folder = temporaryFolder(t);
  const executed = [...migrations, later('0003-second')];
  await corporaAfter(folder, executed);
  const inserted = later('0002-inserted', () => assert.fail('it ran'));

  const error = await expectRejection(
    openStore(folder, { migrations: [...migrations, inserted, later('0003-second')] }),
    'MIGRATION_OUT_OF_ORDER',
  );

  assert.match(error.message, /0002-inserted here, but the store executed 0003-second/);
  await corporaAfter(folder, executed);
});

test('several processes that migrate at once run each migration once', async (t) => {
  const folder = temporaryFolder(t);
  await storeWithCorpus(folder);
  let runs = 0;
  const list = [...migrations, later('0002-counted', () => runs++)];

  await Promise.all([corporaAfter(folder, list), corporaAfter(folder, list), corporaAfter(folder, list)]);

  assert.equal(runs, 1);
});

test('for reading only, an older store is refused, a present one opened, and nothing created', async (t) => {
  const folder = temporaryFolder(t);
  await expectRejection(openStore(folder, { migrations, access: 'read' }), 'STORE_NOT_FOUND');
  await storeWithCorpus(folder);

  const store = await openStore(folder, { migrations, access: 'read' });
  assert.deepEqual(store.corpora.names(), ['a']);
  assert.throws(() => store.corpora.add({ ...corpus, name: 'b' }));
  await store.close();

  await expectRejection(
    openStore(folder, { migrations: [...migrations, later('0002-x')], access: 'read' }),
    'STORE_TOO_OLD',
  );
});
