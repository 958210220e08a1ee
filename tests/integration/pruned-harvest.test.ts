/** Harvests of prunings with a made-up engine: pruning and then asking equals asking and then leaving out. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { survivingIndices } from '../../domain/surviving-features.js';
import type { HarvestRecord } from '../../domain/harvest.js';
import type { HarvestSnapshot } from '../../store/store.js';
import { dictionaries, input, openWorkbench, type Workbench } from '../support/harvest-workbench.js';
import { syntheticPruning } from '../support/synthetic-harvest.js';

const [root] = dictionaries;
const gone = [0, 5, 23];
const pruned = syntheticPruning(root, gone, 'tiny/pruned');

async function harvest({ store, jobs }: Workbench, name: string): Promise<[HarvestRecord, HarvestSnapshot]> {
  const { results, error } = await jobs.run(jobs.startHarvest({ ...input, dictionaries: [name] }).id);
  assert.equal(error, null);
  const record = store.harvests.get(results[0].key)!;
  return [record, store.harvests.open(record.id)];
}

/** Everything that a snapshot keeps of a feature. */
function featureOf(snapshot: HarvestSnapshot, index: number) {
  return {
    columns: Object.values(snapshot.columns).map((column_F) => column_F[index]),
    topContexts: snapshot.topContexts([index])[0],
    sampled: snapshot.sampledContexts(index),
    histogram: snapshot.histogram(index),
    topTokens: snapshot.topTokens(index),
    firesInPool: snapshot.firesInPool(index),
  };
}

test('what is left of a pruning has the statistics and contexts that it has in the root; what is gone never fires', async () => {
  const bench = await openWorkbench();
  try {
    bench.store.dictionaries.add(pruned);
    const [ofRoot, whole] = await harvest(bench, root.name);
    const [record, snapshot] = await harvest(bench, pruned.name);

    for (const index of survivingIndices(pruned)) assert.deepEqual(featureOf(snapshot, index), featureOf(whole, index));
    for (const index of gone) {
      assert.equal(snapshot.columns.firings_F[index], 0);
      assert.deepEqual(snapshot.topContexts([index]), [[]]);
    }
    assert.deepEqual([record.tokens, record.dictionaryDigest], [ofRoot.tokens, pruned.digest]);
  } finally {
    await bench.close();
  }
});

test('a removed feature is counted neither as dead nor as above a tenth', async () => {
  const bench = await openWorkbench();
  try {
    bench.store.dictionaries.add(pruned);
    const [ofRoot, whole] = await harvest(bench, root.name);
    const [record] = await harvest(bench, pruned.name);
    const lost = gone.map((index) => whole.columns.firings_F[index]);

    // The first feature fires nearly everywhere, the last never.
    assert.equal(record.dead, ofRoot.dead - lost.filter((firings) => firings === 0).length);
    assert.equal(
      record.over10Percent,
      ofRoot.over10Percent - lost.filter((firings) => firings * 10 > record.tokens).length,
    );
    assert.ok(record.dead < ofRoot.dead && record.over10Percent < ofRoot.over10Percent);
  } finally {
    await bench.close();
  }
});
