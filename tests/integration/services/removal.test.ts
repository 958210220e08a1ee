/** Removing what is registered. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { JobRecord } from '../../../domain/job.js';
import { createRemoval } from '../../../services/removal.js';
import { expectError } from '../../support/expect-error.js';
import { queuedJob } from '../../support/small-records.js';
import { syntheticDictionary } from '../../support/synthetic-harvest.js';
import { dictionary, openWordHarvest } from '../../support/word-harvest.js';

async function openRemoval(t: TestContext) {
  const opened = await openWordHarvest(t);
  return { ...opened, removal: createRemoval(opened) };
}

const jobOfOther: JobRecord = { ...queuedJob, id: 'job-1', input: { dictionaries: ['other'], corpus: 'unused' } };

test('a dictionary goes with its harvests and annotations, and its name is free for another', async (t) => {
  const { store, features, removal, harvest } = await openRemoval(t);
  const key = { dictionary: dictionary.name, index: 0 };
  features.annotate(key, 'a note', 'ann');

  removal.remove({ kind: 'Dictionary', key: dictionary.name });

  assert.equal(store.dictionaries.find(dictionary.name), undefined);
  assert.equal(store.harvests.get(harvest.id), undefined);
  assert.equal(existsSync(join(store.folder, 'harvests', harvest.id)), false);
  assert.ok(store.dictionaries.add(dictionary));
  assert.deepEqual(features.annotations([key]), [[]]);
  assert.equal(store.harvests.find(dictionary.name), undefined);
});

test('what others depend on is refused with their names, and goes once they are gone', async (t) => {
  const { store, removal } = await openRemoval(t);

  await expectError(() => removal.remove({ kind: 'Model', key: 'tiny' }), 'IN_USE', { message: /tiny\/mlp_out\.0\/a/ });
  await expectError(() => removal.remove({ kind: 'Corpus', key: 'stories' }), 'IN_USE', {
    message: /tiny\/mlp_out\.0\/a/,
  });
  removal.remove({ kind: 'Dictionary', key: dictionary.name });
  removal.remove({ kind: 'Corpus', key: 'stories' });
  removal.remove({ kind: 'Model', key: 'tiny' });

  assert.deepEqual([store.models.names(), store.corpora.names()], [[], ['unused']]);
});

test('a harvest alone can be removed, after which its corpus can', async (t) => {
  const { store, harvests, removal, harvest } = await openRemoval(t);

  removal.remove({ kind: 'Harvest', key: harvest.id });
  removal.remove({ kind: 'Corpus', key: 'stories' });

  assert.equal(harvests.find(dictionary.name), undefined);
  assert.deepEqual(store.dictionaries.names(), [dictionary.name]);
  await expectError(() => removal.remove({ kind: 'Harvest', key: harvest.id }), 'NODE_ID_INVALID');
});

test('a job that is not done keeps its dictionary and its corpus', async (t) => {
  const { store, removal } = await openRemoval(t);
  store.dictionaries.add(syntheticDictionary(4, { name: 'other' }));
  store.jobs.add(jobOfOther);

  await expectError(() => removal.remove({ kind: 'Dictionary', key: 'other' }), 'IN_USE', { message: /job-1/ });
  await expectError(() => removal.remove({ kind: 'Corpus', key: 'unused' }), 'IN_USE', { message: /job-1/ });
  store.jobs.update('job-1', (job) => ({ ...job, state: 'CANCELLED' }));
  removal.remove({ kind: 'Dictionary', key: 'other' });
  removal.remove({ kind: 'Corpus', key: 'unused' });

  assert.deepEqual(store.dictionaries.names(), [dictionary.name]);
});

test('a pruning keeps its dictionary; a feature, a job and an unknown name are refused', async (t) => {
  const { store, removal } = await openRemoval(t);
  const pruning = { of: dictionary.name, root: dictionary.name, removed: 1, indexRange: 5, goneIndices: 'AQ==' };
  store.dictionaries.add(syntheticDictionary(4, { name: 'pruned', pruning }));

  await expectError(() => removal.remove({ kind: 'Dictionary', key: dictionary.name }), 'IN_USE', {
    message: /pruned/,
  });
  await expectError(() => removal.remove({ kind: 'Feature', key: `${dictionary.name}#1` }), 'ARGUMENT_INVALID');
  await expectError(() => removal.remove({ kind: 'Job', key: 'job-1' }), 'ARGUMENT_INVALID');
  await expectError(() => removal.remove({ kind: 'Corpus', key: 'stor' }), 'CORPUS_NOT_FOUND');
});
