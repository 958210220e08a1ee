import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { StoredContext } from '../../../domain/context.js';
import type { Store } from '../../../store/store.js';
import { sampleFeature } from '../../../bench/sample-features.js';
import { createRandom } from '../../../domain/seeded-random.js';
import {
  sampleColumns,
  sampleFiredTokens,
  sampleHarvestRecord,
  samplePool,
  writeSampleFeatures,
} from '../../support/sample-harvest.js';
import { openTestStore } from '../../support/with-store.js';

async function publishSample(store: Store, id: string, features = 40): Promise<string> {
  const writer = store.harvests.createWriter(id, features);
  writeSampleFeatures(writer, features);
  const digest = await writer.finish(sampleColumns(features), samplePool);
  store.harvests.publish([sampleHarvestRecord({ id, digest })]);
  return digest;
}

/** Float16 keeps 11 significant bits, so a rounding error is at most 2^-11 of the value. */
function expectContexts(actual: readonly StoredContext[], expected: readonly StoredContext[]): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((context, i) => {
    const { activations, ...place } = context;
    const { activations: wanted, ...wantedPlace } = expected[i];
    assert.deepEqual(place, wantedPlace);
    assert.equal(activations.length, wanted.length);
    assert.equal(activations[context.peak], context.maxActivation);
    activations.forEach((value, t) => {
      assert.ok(Math.abs(value - wanted[t]) <= wanted[t] * 2 ** -11, `${value} for ${wanted[t]}`);
      assert.ok(value <= context.maxActivation);
    });
  });
}

test('a published snapshot gives back everything that was written', async (t) => {
  const store = await openTestStore(t);
  await publishSample(store, 'h1');

  const snapshot = store.harvests.open('h1');

  for (let f = 0; f < 40; f++) {
    const feature = sampleFeature(createRandom(1_000_003 + f));
    expectContexts(snapshot.topContexts([f])[0], feature.topContexts);
    const sampled = snapshot.sampledContexts(f);
    expectContexts(sampled.contexts, feature.sampledContexts);
    assert.equal(sampled.firingWindows, feature.firingWindows);
    assert.deepEqual(snapshot.histogram(f), feature.histogram);
    assert.deepEqual(snapshot.topTokens(f), feature.topTokens);
    assert.deepEqual(snapshot.firesInPool(f), feature.firesInPool);
  }
  assert.deepEqual(snapshot.columns, sampleColumns(40));
  assert.deepEqual(snapshot.pool, samplePool);
  assert.deepEqual(
    [...snapshot.featuresFiringOn(7)],
    Array.from({ length: 40 }, (_, f) => f),
  );
  assert.deepEqual([...snapshot.featuresFiringOn(39)], [39]);
  assert.deepEqual([...snapshot.featuresFiringOn(40)], []);
  assert.deepEqual([...snapshot.featuresFiringOn(4_000_000)], []);
});

test('top contexts of many features come in the order of the indices, whether or not they follow each other', async (t) => {
  const store = await openTestStore(t);
  await publishSample(store, 'h1');
  const snapshot = store.harvests.open('h1');
  const indices = [5, 6, 7, 30, 2, 3, 3, 39, 0];

  const together = snapshot.topContexts(indices);

  assert.deepEqual(
    together,
    indices.flatMap((index) => snapshot.topContexts([index])),
  );
  assert.deepEqual(snapshot.topContexts([]), []);
});

test('a feature that was left out reads as one that never fires', async (t) => {
  const store = await openTestStore(t);
  const writer = store.harvests.createWriter('gaps', 10);
  writer.addFeature(4, sampleFeature(createRandom(1)), [1]);
  await writer.finish(sampleColumns(10), []);
  store.harvests.publish([sampleHarvestRecord({ id: 'gaps' })]);

  const snapshot = store.harvests.open('gaps');

  assert.deepEqual(
    snapshot.topContexts([3, 4, 5]).map((contexts) => contexts.length),
    [0, 32, 0],
  );
  assert.deepEqual(snapshot.sampledContexts(9), { contexts: [], firingWindows: 0 });
  assert.deepEqual([...snapshot.featuresFiringOn(1)], [4]);
});

test('nothing is visible before a harvest is published, and all of it afterwards', async (t) => {
  const store = await openTestStore(t);
  const first = store.harvests.createWriter('a', 3);
  const second = store.harvests.createWriter('b', 3);
  writeSampleFeatures(first, 3);
  await first.finish(sampleColumns(3), samplePool);
  await second.finish(sampleColumns(3), samplePool);
  assert.equal(store.harvests.find('tiny/mlp_out.0/0_8'), undefined);

  store.harvests.publish([
    sampleHarvestRecord({ id: 'a' }),
    sampleHarvestRecord({ id: 'b', corpus: 'wiki', corpusDigest: 'c2' }),
  ]);

  const ids = store.harvests.list('tiny/mlp_out.0/0_8').map(({ id }) => id);
  assert.deepEqual(ids, ['b', 'a']);
  assert.equal(store.harvests.find('tiny/mlp_out.0/0_8')?.id, 'b');
  assert.equal(store.harvests.find('tiny/mlp_out.0/0_8', 'stories')?.id, 'a');
  assert.equal(store.harvests.get('a')?.corpus, 'stories');
  assert.equal(store.harvests.find('tiny/mlp_out.0/0_8x'), undefined);
});

test('harvests of what a name stood for before are not found under the name', async (t) => {
  const store = await openTestStore(t);
  store.corpora.add({ name: 'stories', documents: 1, digest: 'c1' });
  await publishSample(store, 'h1', 2);
  assert.equal(store.harvests.find('tiny/mlp_out.0/0_8')?.id, 'h1');

  store.corpora.remove('stories');
  store.corpora.add({ name: 'stories', documents: 1, digest: 'another' });

  assert.equal(store.harvests.find('tiny/mlp_out.0/0_8'), undefined);
  assert.equal(store.harvests.get('h1')?.id, 'h1');
});

test('equal content gives an equal digest, different content another one', async (t) => {
  const store = await openTestStore(t);
  const one = await publishSample(store, 'one');
  const other = await publishSample(store, 'other');

  assert.equal(other, one);
  assert.equal(store.harvests.verify('one'), one);

  const changed = store.harvests.createWriter('changed', 40);
  writeSampleFeatures(changed, 40, 2);
  assert.notEqual(await changed.finish(sampleColumns(40), samplePool), one);
});

test('the digest does not depend on the bits of a NaN', async (t) => {
  const store = await openTestStore(t);
  const digests = [];
  for (const highWord of [0x7ff80000, 0xfff80000, 0x7ff80001]) {
    const columns = sampleColumns(5);
    new Uint32Array(columns.meanActivation_F.buffer)[1] = highWord;
    const writer = store.harvests.createWriter(`nan-${highWord}`, 5);
    writeSampleFeatures(writer, 5);
    digests.push(await writer.finish(columns, samplePool));
  }

  assert.equal(new Set(digests).size, 1);
});

test('a reader of an older harvest is not disturbed by a newer one', async (t) => {
  const store = await openTestStore(t);
  await publishSample(store, 'old');
  const snapshot = store.harvests.open('old');
  const before = snapshot.topContexts([1, 2]);

  await publishSample(store, 'new', 200);

  assert.deepEqual(snapshot.topContexts([1, 2]), before);
  assert.equal(store.harvests.find('tiny/mlp_out.0/0_8')?.id, 'new');
});

test('more snapshots than may be open at once can be read, also by readers that were opened long before', async (t) => {
  const store = await openTestStore(t);
  const ids = Array.from({ length: 70 }, (_, i) => `h${i}`);
  for (const id of ids) await publishSample(store, id, 2);

  const snapshots = ids.map((id) => store.harvests.open(id));

  const [expected] = snapshots[0].topContexts([1]);
  for (const snapshot of [...snapshots, ...snapshots]) assert.deepEqual(snapshot.topContexts([1])[0], expected);
});

test('a discarded writer leaves nothing behind', async (t) => {
  const store = await openTestStore(t);
  const writer = store.harvests.createWriter('gone', 5);
  writeSampleFeatures(writer, 5);

  await writer.discard();

  assert.deepEqual(readdirSync(join(store.folder, 'harvests')), []);
});

test('a snapshot that was finished but not published is replaced by the next one of its id', async (t) => {
  const store = await openTestStore(t);
  const lost = store.harvests.createWriter('h1', 3);
  await lost.finish(sampleColumns(3), []);

  const digest = await publishSample(store, 'h1', 4);

  assert.equal(store.harvests.verify('h1'), digest);
  assert.throws(() => store.harvests.createWriter('h1', 4), /published/);
});

test('features out of order are refused', async (t) => {
  const store = await openTestStore(t);
  const writer = store.harvests.createWriter('h1', 5);
  const feature = sampleFeature(createRandom(1));
  writer.addFeature(2, feature, sampleFiredTokens(2));

  assert.throws(() => writer.addFeature(2, feature, []), /does not follow/);
  assert.throws(() => writer.addFeature(1, feature, []), /does not follow/);
  assert.throws(() => writer.addFeature(5, feature, []), /does not follow/);
  await writer.discard();
});
