/** Copies of a store, and what an examination finds in them. */
import assert from 'node:assert/strict';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CorpusDocument } from '../../../domain/corpus.js';
import { examineStore } from '../../../services/store-health.js';
import { backupStore } from '../../../store/backup.js';
import type { Store } from '../../../store/store.js';
import { expectError } from '../../support/expect-error.js';
import { sampleColumns, sampleHarvestRecord, samplePool, writeSampleFeatures } from '../../support/sample-harvest.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { openTestStore } from '../../support/with-store.js';

const features = 40;
const dictionary = 'tiny/mlp_out.0/0_8';

/** A dictionary whose files are missing nowhere, harvested on a corpus of two documents. */
async function fill(store: Store): Promise<void> {
  async function* documents(): AsyncGenerator<CorpusDocument> {
    yield { id: 'a', text: 'one' };
    yield { id: 'b', text: 'two' };
  }
  const corpus = { name: 'stories', ...(await store.corpora.write(documents())) };
  store.corpora.add(corpus);
  const tokenFile = await store.tokenFiles.write(corpus.digest, 'tokenizer', {
    vocabularySize: 512,
    documents: [{ id: 'a', tokenIds: [1, 2, 3], repeatsBos: true }],
  });
  const digest = await writeSnapshot(store, 'h1', 1);
  addDictionary(store);
  const record = { id: 'h1', digest, tokenFile: tokenFile.name, corpusDigest: corpus.digest };
  store.harvests.publish([sampleHarvestRecord({ ...record, dictionary, dictionaryDigest: 'd1' })]);
}

async function writeSnapshot(store: Store, id: string, seed: number): Promise<string> {
  const writer = store.harvests.createWriter(id, features);
  writeSampleFeatures(writer, features, seed);
  return writer.finish(sampleColumns(features), samplePool);
}

function addDictionary(store: Store): void {
  store.dictionaries.add({
    name: dictionary,
    model: 'tiny',
    hookPoint: 'mlp_out.0',
    outputHookPoint: 'mlp_out.0',
    architecture: 'STANDARD',
    size: features,
    width: 4,
    digest: 'd1',
    forward: { subtractsDecoderBias: true },
    provenance: { format: 'made up', files: [], tensors: [], folds: [], config: null },
  });
}

test('a backup of a store that is in use is a store with the same content', async (t) => {
  const store = await openTestStore(t);
  await fill(store);
  const target = join(temporaryFolder(t), 'copies', 'monday');

  const backup = await backupStore(store.folder, target);
  store.corpora.add({ name: 'later', documents: 1, digest: 'x' });
  const copy = await openTestStore(t, target);

  assert.deepEqual(copy.corpora.names(), ['stories']);
  assert.deepEqual(copy.harvests.find(dictionary), store.harvests.find(dictionary));
  assert.equal(copy.harvests.verify('h1'), store.harvests.verify('h1'));
  assert.ok(backup.files >= 4 && backup.bytes > 10_000, JSON.stringify(backup));
  assert.deepEqual(readdirSync(join(target, '..')), ['monday']);
});

test('a backup over something that is there is refused and leaves it alone', async (t) => {
  const store = await openTestStore(t);
  const target = temporaryFolder(t);

  await expectError(() => backupStore(store.folder, target), 'TARGET_EXISTS', { at: target });

  assert.deepEqual(readdirSync(target), []);
});

test('a folder without a store has no backup', async (t) => {
  const folder = temporaryFolder(t);

  await expectError(() => backupStore(folder, join(folder, 'copy')), 'STORE_NOT_FOUND', { at: folder });

  assert.deepEqual(readdirSync(folder), []);
});

test('an examination names what is missing and what was changed, and goes on after it', async (t) => {
  const store = await openTestStore(t);
  await fill(store);
  await store.blobs.createFolder(store.blobs.dictionaryFolder('d1'), async () => undefined);
  const healthy = [...examineStore(store)];
  const target = join(temporaryFolder(t), 'damaged');
  await backupStore(store.folder, target);
  rmSync(join(target, 'dictionaries'), { recursive: true });
  await writeSnapshot(store, 'another', 2);
  cpSync(join(store.folder, 'harvests', 'another'), join(target, 'harvests', 'h1'), { recursive: true });

  const damaged = [...examineStore(await openTestStore(t, target))];

  assert.deepEqual(
    healthy.map(({ name, ok }) => [name.split(' ')[0], ok]),
    [
      ['dictionary', true],
      ['harvest', true],
    ],
  );
  assert.deepEqual(
    damaged.map(({ ok }) => ok),
    [false, false],
  );
  assert.match(damaged[0].problem ?? '', /^STORE_CORRUPT: The folder is missing\. \(.*damaged.dictionaries.d1\)/);
  assert.match(damaged[1].problem ?? '', /^STORE_CORRUPT: .* the digests differ/);
});
