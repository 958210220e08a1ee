import assert from 'node:assert/strict';
import { copyFileSync, cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { sampleFeature } from '../../../bench/sample-features.js';
import { createRandom } from '../../../domain/seeded-random.js';
import { ResearchError } from '../../../domain/errors.js';
import { migrations } from '../../../migrations/index.js';
import { topContextsCodec } from '../../../store/encodings/feature-records.js';
import { openStore } from '../../../store/open-store.js';
import type { HarvestSnapshot, Store } from '../../../store/store.js';
import { expectRejection, expectResearchError } from '../../support/expect-error.js';
import { sampleColumns, sampleHarvestRecord, samplePool, writeSampleFeatures } from '../../support/sample-harvest.js';
import { openTestStore } from '../../support/with-store.js';

type Damage = (file: string) => void;

const damages: Readonly<Record<string, Damage>> = {
  missing: (file) => rmSync(file),
  empty: (file) => truncateSync(file, 0),
  'of one byte': (file) => truncateSync(file, 1),
  'of one page': (file) => truncateSync(file, 4096),
  'cut in half': (file) => truncateSync(file, Math.floor(readFileSync(file).length / 2)),
  'cut by one byte': (file) => truncateSync(file, readFileSync(file).length - 1),
  garbage: (file) => writeFileSync(file, Buffer.alloc(readFileSync(file).length, 'no LMDB ')),
  text: (file) => writeFileSync(file, 'hello\n'),
  'overwritten in its first meta page': (file) => overwrite(file, 0, Buffer.alloc(200, 0xff)),
  'overwritten in its magic number': (file) => overwrite(file, 24, Buffer.alloc(4)),
  'of another data version': (file) => overwrite(file, 28, Buffer.from([1])),
  'without a flag of its first page': (file) => overwrite(file, 18, Buffer.alloc(2)),
  'with unknown flags of a table': (file) => overwrite(file, 52, Buffer.alloc(2, 0xff)),
  'overwritten in the root of its main table': (file) => {
    const pageSize = readFileSync(file).readUInt32LE(48);
    for (const meta of [0, pageSize]) overwrite(file, meta + 136, Buffer.alloc(4, 0x11));
  },
  'overwritten in both meta pages': (file) => {
    const pageSize = readFileSync(file).readUInt32LE(48);
    overwrite(file, 0, Buffer.alloc(160));
    overwrite(file, pageSize, Buffer.alloc(160));
  },
};

function overwrite(file: string, position: number, bytes: Uint8Array): void {
  const content = readFileSync(file);
  content.set(bytes, position);
  writeFileSync(file, content);
}

/** Changes one byte inside the only place of the file that holds `bytes`. */
function flipInside(file: string, bytes: Buffer): void {
  const content = readFileSync(file);
  const position = content.indexOf(bytes);
  assert.ok(position > 0, 'the record is in the file');
  content[position + Math.floor(bytes.length / 2)] ^= 1;
  writeFileSync(file, content);
}

async function closedStore(t: TestContext): Promise<string> {
  const store = await openTestStore(t);
  store.corpora.add({ name: 'a corpus of this name', documents: 1, digest: 'x' });
  await publishSample(store, 'h1');
  await publishSample(store, 'h2');
  await store.close();
  return store.folder;
}

async function publishSample(store: Store, id: string): Promise<void> {
  const writer = store.harvests.createWriter(id, 50);
  writeSampleFeatures(writer, 50);
  const digest = await writer.finish(sampleColumns(50), samplePool);
  store.harvests.publish([sampleHarvestRecord({ id, digest })]);
}

function readAll(snapshot: HarvestSnapshot): void {
  assert.equal(snapshot.columns.firings_F.length, 50);
  assert.equal(snapshot.topContexts([49])[0].length, 32);
}

test('a catalog whose file is damaged is refused with its path and a way to mend it, and without a crash', async (t) => {
  const folder = await closedStore(t);
  const file = join(folder, 'catalog', 'data.mdb');
  const intact = join(folder, 'intact');
  copyFileSync(file, intact);

  for (const [name, damage] of Object.entries(damages)) {
    copyFileSync(intact, file);
    damage(file);

    const error = await expectRejection(openStore(folder, { migrations }), 'STORE_CORRUPT');

    assert.equal(error.at, file, name);
    assert.match(error.fix, /backup/, name);
  }
  copyFileSync(intact, file);
  assert.deepEqual((await openTestStore(t, folder)).corpora.names(), ['a corpus of this name']);
});

test('a snapshot whose file is damaged is refused; the store opens, and other harvests are served', async (t) => {
  const folder = await closedStore(t);
  const file = join(folder, 'harvests', 'h1', 'data.mdb');
  const intact = join(folder, 'intact');
  copyFileSync(file, intact);

  for (const [name, damage] of Object.entries(damages)) {
    copyFileSync(intact, file);
    damage(file);
    const store = await openStore(folder, { migrations });

    const error = expectResearchError(() => readAll(store.harvests.open('h1')), 'STORE_CORRUPT');

    assert.equal(error.at, file, name);
    assert.match(error.fix, /harvest/i, name);
    readAll(store.harvests.open('h2'));
    await store.close();
  }
});

const pageDamages: Readonly<Record<string, (page: Buffer) => unknown>> = {
  zero: (page) => page.fill(0),
  'without flags': (page) => page.writeUInt16LE(0, 18),
  'with noise for a header': (page) => page.subarray(0, 24).forEach((_, at) => (page[at] = (at * 2654435761) >>> 13)),
};

/** The file with each of its pages but the headers damaged in turn. */
function* damagedPages(file: string): Generator<{ readonly name: string; readonly content: Buffer }> {
  const intact = readFileSync(file);
  const pageSize = intact.readUInt32LE(48);
  for (const [how, damage] of Object.entries(pageDamages)) {
    for (let at = 2 * pageSize; at < intact.length; at += pageSize) {
      const content = Buffer.from(intact);
      damage(content.subarray(at, at + pageSize));
      yield { name: `page ${at / pageSize} ${how}`, content };
    }
  }
}

/** What reading ends with; only STORE_CORRUPT may come besides success. */
function codeOf(read: () => unknown): string {
  try {
    read();
    return 'read';
  } catch (error) {
    return error instanceof ResearchError ? error.code : String(error);
  }
}

test('a snapshot with a damaged page is refused by name; what lies on other pages is read on', async (t) => {
  const folder = await closedStore(t);
  const seen: string[] = [];
  for (const { name, content } of damagedPages(join(folder, 'harvests', 'h1', 'data.mdb'))) {
    writeFileSync(join(folder, 'harvests', 'h1', 'data.mdb'), content);
    const store = await openStore(folder, { migrations });
    const features = Array.from({ length: 50 }, (_, feature) => feature);
    const codes = [
      ...features.map((feature) => codeOf(() => store.harvests.open('h1').topContexts([feature]))),
      codeOf(() => readAll(store.harvests.open('h1'))),
    ];
    assert.ok(
      codes.every((code) => code === 'read' || code === 'STORE_CORRUPT'),
      `${name}: ${[...new Set(codes)].join()}`,
    );
    seen.push([...new Set(codes.slice(0, 50))].sort().join());
    readAll(store.harvests.open('h2'));
    await store.close();
  }
  assert.ok(seen.includes('STORE_CORRUPT,read'), 'a damaged leaf keeps nothing else from being read');
});

test('a catalog with a damaged page is refused by name, when it is opened or when the page is read', async (t) => {
  const folder = await closedStore(t);
  const file = join(folder, 'catalog', 'data.mdb');
  const seen = new Set<string>();
  for (const { content } of damagedPages(file)) {
    writeFileSync(file, content);
    try {
      const store = await openStore(folder, { migrations });
      seen.add(codeOf(() => store.corpora.find('a corpus of this name')?.digest));
      await store.close();
    } catch (error) {
      seen.add(error instanceof ResearchError ? error.code : String(error));
    }
  }
  assert.deepEqual([...seen].sort(), ['STORE_CORRUPT', 'read']);
});

test('a snapshot whose folder is gone is refused', async (t) => {
  const folder = await closedStore(t);
  rmSync(join(folder, 'harvests', 'h1'), { recursive: true });
  const { harvests } = await openTestStore(t, folder);

  expectResearchError(() => harvests.open('h1').columns, 'STORE_CORRUPT');
});

test('a foreign LMDB file in place of a snapshot is refused by the name of what it lacks', async (t) => {
  const folder = await closedStore(t);
  rmSync(join(folder, 'harvests', 'h1'), { recursive: true });
  cpSync(join(folder, 'catalog'), join(folder, 'harvests', 'h1'), { recursive: true });
  const { harvests } = await openTestStore(t, folder);

  const error = expectResearchError(() => harvests.open('h1').columns, 'STORE_CORRUPT');

  assert.match(error.message, /table topContexts is missing/);
});

test('a flipped bit in a record is found, with harvest, table and feature; other features are served', async (t) => {
  const folder = await closedStore(t);
  const record = topContextsCodec.encode(sampleFeature(createRandom(1_000_003 + 17)).topContexts);
  flipInside(join(folder, 'harvests', 'h1', 'data.mdb'), record);
  const { harvests } = await openTestStore(t, folder);
  const snapshot = harvests.open('h1');

  for (const read of [
    () => snapshot.topContexts([17]),
    () => snapshot.topContexts([16, 17, 18]),
    () => harvests.verify('h1'),
  ]) {
    const error = expectResearchError(read, 'STORE_CORRUPT');
    assert.match(error.message, /harvest h1, table topContexts, the record of 17 is damaged: its CRC does not fit/);
    assert.equal(error.at, join(folder, 'harvests', 'h1'));
  }
  assert.equal(snapshot.topContexts([16])[0].length, 32);
});

test('a flipped bit in a record of the catalog is found, with table and key', async (t) => {
  const folder = await closedStore(t);
  flipInside(join(folder, 'catalog', 'data.mdb'), Buffer.from('{"name":"a corpus of this name"'));
  const { corpora } = await openTestStore(t, folder);

  const error = expectResearchError(() => corpora.find('a corpus of this name'), 'STORE_CORRUPT');

  assert.match(error.message, /"a corpus of this name" of the table corpora is damaged/);
  assert.deepEqual(corpora.names(), ['a corpus of this name']);
});

test('a damaged marker is refused', async (t) => {
  const folder = await closedStore(t);
  flipInside(join(folder, 'catalog', 'data.mdb'), Buffer.from('"storeId"'));

  const error = await expectRejection(openStore(folder, { migrations }), 'STORE_CORRUPT');

  assert.match(error.message, /marker/);
});

test('a damaged token file is refused with its path and a way to mend it', async (t) => {
  const store = await openTestStore(t);
  const documents = [{ id: 'a', tokenIds: [1, 2, 3], repeatsBos: true }];
  const { name } = await store.tokenFiles.write('c', 't', { vocabularySize: 10, documents });
  await store.close();
  const file = join(store.folder, 'tokens', name);
  const intact = readFileSync(file);
  const variants: Readonly<Record<string, Buffer>> = {
    empty: Buffer.alloc(0),
    'cut off in its header': intact.subarray(0, 100),
    'cut off by a byte': intact.subarray(0, intact.length - 1),
    grown: Buffer.concat([intact, Buffer.alloc(1)]),
    foreign: Buffer.alloc(intact.length, 'x'),
    ...Object.fromEntries([...intact.keys()].map((at) => [`changed at ${at}`, flipped(intact, at)])),
  };

  for (const [what, bytes] of Object.entries(variants)) {
    writeFileSync(file, bytes);
    const { tokenFiles } = await openTestStoreOnce(store.folder);
    const error = expectResearchError(() => tokenFiles.find('c', 't'), 'STORE_CORRUPT');
    assert.equal(error.at, file, what);
    assert.match(error.fix, /harvest again/, what);
  }
  const again = await openTestStore(t, store.folder);
  await again.tokenFiles.write('c', 't', { vocabularySize: 10, documents });
  assert.equal(again.tokenFiles.find('c', 't')?.tokens, 3);
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] ^= 16;
  return copy;
}

/** Nothing of it stays open. */
async function openTestStoreOnce(folder: string): Promise<Store> {
  const store = await openStore(folder, { migrations });
  await store.close();
  return store;
}

test('a corpus that is gone, cut off or damaged is refused with path and line', async (t) => {
  const { corpora, folder } = await openTestStore(t);
  async function* documents() {
    yield { id: 'a', text: 'x' };
    yield { id: 'b', text: 'y' };
  }
  const { digest } = await corpora.write(documents());
  const file = join(folder, 'corpora', `${digest}.jsonl`);
  const readToEnd = async () => {
    for await (const document of corpora.read(digest)) assert.ok(document.id);
  };

  const lines = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, `${lines[0]}\n{"id":"b",\n`);
  assert.equal((await expectRejection(readToEnd(), 'STORE_CORRUPT')).at, `${file}:2`);
  writeFileSync(file, `${lines[0]}\n${lines[1]}`);
  assert.equal((await expectRejection(readToEnd(), 'STORE_CORRUPT')).at, file);
  rmSync(file);
  assert.equal((await expectRejection(readToEnd(), 'STORE_CORRUPT')).at, file);

  assert.equal((await corpora.write(documents())).digest, digest);
  await readToEnd();
  assert.equal(dirname(file), join(folder, 'corpora'));
});

test('a snapshot that was cut off while it was open elsewhere is refused at the next open', async (t) => {
  const folder = await closedStore(t);
  const file = join(folder, 'harvests', 'h1', 'data.mdb');
  truncateSync(file, 20_000);

  const { harvests } = await openTestStore(t, folder);

  const error = expectResearchError(() => harvests.open('h1').topContexts([0]), 'STORE_CORRUPT');
  assert.match(error.message, /cut off: 20000 of \d+ bytes are there/);
});
