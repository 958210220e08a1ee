import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricsRecord } from '../../../domain/metrics.js';
import { openTestStore } from '../../support/with-store.js';

/** Only what the table looks at. */
const metrics = (id: string): MetricsRecord => ({ id, tokens: 1 }) as MetricsRecord;

test('results are found by id and listed newest first under their subject and under the beginning of it', async (t) => {
  const store = await openTestStore(t);
  store.metrics.add(metrics('r1'), ['d', 'c', 'SAEQL']);
  store.metrics.add(metrics('r2'), ['d', 'c', 'SAELENS']);
  store.metrics.add(metrics('r3'), ['d', 'c', 'SAEQL']);
  store.metrics.add(metrics('r4'), ['d2', 'c', 'SAEQL']);

  const ids = (subject: readonly string[]): string[] => store.metrics.list(subject).map(({ id }) => id);

  assert.equal(store.metrics.find('r2')?.id, 'r2');
  assert.deepEqual(ids(['d', 'c', 'SAEQL']), ['r3', 'r1']);
  assert.deepEqual(ids(['d']), ['r3', 'r2', 'r1']);
  assert.deepEqual(ids([]), ['r4', 'r3', 'r2', 'r1']);
  assert.deepEqual(ids(['c']), []);
});

test('a result that is removed is gone from its subject, and the others stay', async (t) => {
  const store = await openTestStore(t);
  for (const id of ['r1', 'r2', 'r3']) store.metrics.add(metrics(id), ['d', 'c', id === 'r3' ? 'SAELENS' : 'SAEQL']);

  assert.equal(store.metrics.remove('r1'), true);
  assert.equal(store.metrics.remove('r1'), false);
  assert.deepEqual(
    store.metrics.list(['d']).map(({ id }) => id),
    ['r3', 'r2'],
  );
  store.metrics.removeAll(['d', 'c', 'SAEQL']);
  assert.deepEqual(
    store.metrics.list([]).map(({ id }) => id),
    ['r3'],
  );
  assert.equal(store.metrics.find('r2'), undefined);
});

test('an id is given once', async (t) => {
  const store = await openTestStore(t);
  store.metrics.add(metrics('r1'), ['d']);

  assert.throws(() => store.metrics.add(metrics('r1'), ['e']), /already/);
  assert.deepEqual(store.metrics.list(['e']), []);
});
