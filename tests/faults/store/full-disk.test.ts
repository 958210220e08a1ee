import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CorpusDocument } from '../../../domain/corpus.js';
import { migrations } from '../../../migrations/index.js';
import { openStore } from '../../../store/open-store.js';
import type { HarvestTable } from '../../../store/store.js';
import { expectRejection, expectResearchError } from '../../support/expect-error.js';
import { sampleColumns, sampleHarvestRecord, samplePool, writeSampleFeatures } from '../../support/sample-harvest.js';
import { fillDisk, freeDisk, mountSmallDisk } from '../../support/small-disk.js';
import { openTestStore } from '../../support/with-store.js';

const corpus = (name: string) => ({ name, documents: 1, digest: 'x'.repeat(2000) });

async function publishSample(harvests: HarvestTable, id: string, features = 50): Promise<void> {
  const writer = harvests.createWriter(id, features);
  try {
    writeSampleFeatures(writer, features);
    const digest = await writer.finish(sampleColumns(features), samplePool);
    harvests.publish([sampleHarvestRecord({ id, digest })]);
  } finally {
    await writer.discard();
  }
}

async function* documentsOf(megabytes: number): AsyncGenerator<CorpusDocument> {
  for (let i = 0; i < megabytes; i++) yield { id: String(i), text: 'x'.repeat(1 << 20) };
}

test('a commit on a full disk fails as STORE_FULL, nothing is lost, and it succeeds once there is room', async (t) => {
  const folder = mountSmallDisk(t, 8);
  if (folder === undefined) return;
  const { corpora } = await openTestStore(t, folder);
  corpora.add(corpus('before'));
  const filler = fillDisk(folder);

  const error = expectResearchError(() => {
    for (let i = 0; i < 100; i++) corpora.add(corpus(`full-${i}`));
  }, 'STORE_FULL');

  assert.match(error.message, /\d+ bytes are free/);
  const added = corpora.names();
  assert.ok(added.includes('before'));
  for (const name of added) assert.deepEqual(corpora.find(name), corpus(name));
  freeDisk(filler);
  assert.equal(corpora.add(corpus('after')), true);
  const again = await openTestStore(t, folder);
  assert.deepEqual(again.corpora.names(), ['after', ...added]);
});

test('a harvest that does not fit fails as STORE_FULL, leaves nothing, and succeeds once there is room', async (t) => {
  const folder = mountSmallDisk(t, 8);
  if (folder === undefined) return;
  const { harvests } = await openTestStore(t, folder);
  await publishSample(harvests, 'small');
  const filler = join(folder, 'filler');
  writeFileSync(filler, Buffer.alloc(4 << 20));

  await expectRejection(publishSample(harvests, 'large', 3000), 'STORE_FULL');

  assert.deepEqual(readdirSync(join(folder, 'harvests')), ['small']);
  assert.equal(harvests.find('tiny/mlp_out.0/0_8')?.id, 'small');
  assert.equal(harvests.verify('small'), harvests.get('small')?.digest);
  freeDisk(filler);
  await publishSample(harvests, 'large', 3000);
  assert.equal(harvests.verify('large'), harvests.find('tiny/mlp_out.0/0_8')?.digest);
});

test('a harvest cannot begin on a full disk, and those that are there can be opened and read', async (t) => {
  const folder = mountSmallDisk(t, 8);
  if (folder === undefined) return;
  const first = await openTestStore(t, folder);
  await publishSample(first.harvests, 'h1');
  await first.close();
  fillDisk(folder);

  const { harvests } = await openTestStore(t, folder);

  assert.equal(harvests.open('h1').topContexts([3])[0].length, 32);
  expectResearchError(() => harvests.createWriter('h2', 10), 'STORE_FULL');
  assert.deepEqual(readdirSync(join(folder, 'harvests')), ['h1']);
});

test('corpora, token files and folders that do not fit fail as STORE_FULL and leave nothing', async (t) => {
  const folder = mountSmallDisk(t, 8);
  if (folder === undefined) return;
  const { corpora, tokenFiles, blobs } = await openTestStore(t, folder);
  const tokens = [{ id: 'a', tokenIds: new Uint16Array(6 << 20), repeatsBos: true }];
  const model = blobs.modelFolder('m');

  await expectRejection(corpora.write(documentsOf(12)), 'STORE_FULL');
  await expectRejection(tokenFiles.write('c', 't', { vocabularySize: 10, documents: tokens }), 'STORE_FULL');
  await expectRejection(
    blobs.createFolder(model, async (temporary) => writeFileSync(join(temporary, 'x'), Buffer.alloc(12 << 20))),
    'STORE_FULL',
  );

  for (const name of ['corpora', 'tokens', 'models']) assert.deepEqual(readdirSync(join(folder, name)), []);
  assert.equal((await corpora.write(documentsOf(2))).documents, 2);
});

test('a store cannot be created on a full disk, and can be once there is room', async (t) => {
  const disk = mountSmallDisk(t, 2);
  if (disk === undefined) return;
  const folder = join(disk, 'data');
  const filler = fillDisk(disk);

  await expectRejection(openStore(folder, { migrations }), 'STORE_FULL');

  freeDisk(filler);
  assert.equal((await openTestStore(t, folder)).version, migrations.length);
});
