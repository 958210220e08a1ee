import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CorpusRecord } from '../../../domain/corpus.js';
import type { JobRecord, JobState } from '../../../domain/job.js';
import { createSortableId } from '../../../store/sortable-id.js';
import { expectResearchError } from '../../support/expect-error.js';
import { queuedJob } from '../../support/small-records.js';
import { openTestStore } from '../../support/with-store.js';

const corpus = (name: string, documents = 1): CorpusRecord => ({ name, documents, digest: `digest of ${name}` });

const job = (state: JobState, id = createSortableId()): JobRecord => ({ ...queuedJob, id, state });

test('a name is taken once, and free again after removal', async (t) => {
  const { corpora } = await openTestStore(t);

  assert.equal(corpora.add(corpus('a', 1)), true);
  assert.equal(corpora.add(corpus('a', 2)), false);

  assert.deepEqual(corpora.find('a'), corpus('a', 1));
  assert.equal(corpora.remove('a'), true);
  assert.equal(corpora.remove('a'), false);
  assert.equal(corpora.find('a'), undefined);
  assert.equal(corpora.add(corpus('a', 2)), true);
});

test('named records are listed by name and paged with a cursor that survives the removal of its record', async (t) => {
  const { corpora } = await openTestStore(t);
  for (const name of ['c', 'a', 'e', 'b/x', 'd']) corpora.add(corpus(name, name === 'd' ? 9 : 1));
  assert.deepEqual(corpora.names(), ['a', 'b/x', 'c', 'd', 'e']);

  const first = corpora.page({ first: 2 });
  assert.deepEqual(
    first.items.map(({ node }) => node.name),
    ['a', 'b/x'],
  );
  assert.deepEqual([first.hasPreviousPage, first.hasNextPage, first.totalCount], [false, true, 5]);

  corpora.remove('b/x');
  const second = corpora.page({ first: 9, after: first.items[1].cursor }, ({ documents }) => documents === 1);
  assert.deepEqual(
    second.items.map(({ node }) => node.name),
    ['c', 'e'],
  );
  assert.deepEqual([second.hasPreviousPage, second.hasNextPage, second.totalCount], [true, false, 3]);

  const beyond = corpora.page({ first: 9, after: second.items[1].cursor });
  assert.deepEqual([beyond.items.length, beyond.hasPreviousPage, beyond.hasNextPage], [0, true, false]);
});

test('a cursor that this list did not make is refused', async (t) => {
  const { corpora } = await openTestStore(t);

  for (const after of ['', 'nonsense', Buffer.from('[1]').toString('base64url')]) {
    expectResearchError(() => corpora.page({ first: 1, after }), 'CURSOR_INVALID');
  }
});

test('ids sort by creation', () => {
  const ids = Array.from({ length: 10_000 }, () => createSortableId());
  assert.deepEqual([...ids].sort(), ids);
  assert.equal(new Set(ids).size, ids.length);

  const nowMs = Date.now() + 10_000;
  const later = createSortableId(nowMs);
  assert.ok(createSortableId(nowMs - 5_000) > later, 'also when the clock is set back');
});

test('jobs are listed newest first, of one state where one is asked for', async (t) => {
  const { jobs } = await openTestStore(t);
  const states: JobState[] = ['SUCCEEDED', 'QUEUED', 'FAILED', 'QUEUED', 'RUNNING'];
  const added = states.map((state) => job(state));
  for (const one of added) jobs.add(one);

  const first = jobs.page({ first: 3 });
  const rest = jobs.page({ first: 3, after: first.items[2].cursor });
  assert.deepEqual(
    [...first.items, ...rest.items].map(({ node }) => node.id),
    added.map(({ id }) => id).reverse(),
  );
  assert.equal(rest.hasPreviousPage, true);
  assert.deepEqual(
    jobs.page({ first: 9 }, 'QUEUED').items.map(({ node }) => node.id),
    [added[3].id, added[1].id],
  );
  assert.equal(jobs.page({ first: 9 }, 'QUEUED').totalCount, 2);
});

test('unfinished jobs are those that are queued or running, oldest first', async (t) => {
  const { jobs } = await openTestStore(t);
  const [first, second, third] = [job('QUEUED'), job('RUNNING'), job('QUEUED')];
  for (const one of [first, second, third]) jobs.add(one);

  jobs.update(second.id, (running) => ({ ...running, state: 'SUCCEEDED' }));

  assert.deepEqual(
    jobs.unfinished().map(({ id }) => id),
    [first.id, third.id],
  );
});

test('a job is changed as a whole, or left as it is', async (t) => {
  const { jobs } = await openTestStore(t);
  const queued = job('QUEUED');
  jobs.add(queued);
  assert.throws(() => jobs.add(queued), /exists/);

  assert.equal(jobs.update(queued.id, (one) => ({ ...one, progress: 0.5 }))?.progress, 0.5);
  assert.equal(jobs.update(queued.id, () => undefined)?.progress, 0.5);
  assert.equal(
    jobs.update('unknown', (one) => one),
    undefined,
  );
  const change = () =>
    jobs.update(queued.id, () => {
      throw new Error('no');
    });
  assert.throws(change, /^Error: no$/);
  assert.equal(jobs.find(queued.id)?.progress, 0.5);
});

test('what is written while a job is changed is written with the job, or not at all', async (t) => {
  const { jobs, corpora } = await openTestStore(t);
  const queued = job('QUEUED');
  jobs.add(queued);

  assert.throws(() =>
    jobs.update(queued.id, () => {
      corpora.add(corpus('unwanted'));
      throw new Error('no');
    }),
  );
  assert.equal(corpora.find('unwanted'), undefined);
  jobs.update(queued.id, (one) => {
    assert.equal(corpora.add(corpus('wanted')), true);
    return { ...one, state: 'SUCCEEDED' };
  });

  assert.deepEqual(corpora.names(), ['wanted']);
  assert.equal(jobs.find(queued.id)?.state, 'SUCCEEDED');
});

test('a large record that is written twice in one transaction does not make the store look cut off', async (t) => {
  const store = await openTestStore(t);
  const large = (size: number) => ({ name: 'large', documents: 1, digest: 'x'.repeat(size) });
  for (let size = 5_000; size < 200_000; size += 20_000) {
    const id = createSortableId();
    store.jobs.add(job('QUEUED', id));
    store.jobs.update(id, (one) => {
      for (const part of [size, size * 2, 3]) {
        store.corpora.remove('large');
        store.corpora.add(large(part));
      }
      return one;
    });
    await (await openTestStore(t, store.folder)).close();
  }
  assert.equal(store.corpora.find('large')?.digest.length, 3);
});

test('annotations are kept by feature, oldest first, and found by their text', async (t) => {
  const { annotations } = await openTestStore(t);
  const annotation = (text: string) => ({ text, author: 'me', createdAt: '2025-01-01T00:00:00.000Z' });
  const key = (index: number, dictionary = 'd') => ({ dictionary, index });
  annotations.add(key(10), annotation('fires on Commas'));
  annotations.add(key(9), annotation('commas too'));
  annotations.add(key(10), annotation('second'));
  annotations.add(key(10, 'd2'), annotation('commas of another dictionary'));

  const texts = annotations.list([key(10), key(1), key(9)]).map((list) => list.map(({ text }) => text));

  assert.deepEqual(texts, [['fires on Commas', 'second'], [], ['commas too']]);
  assert.deepEqual(annotations.search('d', 'commas'), [9, 10]);
  assert.deepEqual(annotations.search('d', 'nothing'), []);
});

test('everything is there after closing and opening again', async (t) => {
  const store = await openTestStore(t);
  store.corpora.add(corpus('a'));
  store.keys.add({ name: 'k', role: 'admin', secretDigest: 'x', createdAt: 'now' });
  await store.close();

  const again = await openTestStore(t, store.folder);

  assert.deepEqual(again.corpora.names(), ['a']);
  assert.equal(again.keys.find('k')?.role, 'admin');
  assert.equal(again.version, store.version);
});

test('a job is added unless one is found that stands for it; what is thrown at the search adds nothing', async (t) => {
  const { jobs } = await openTestStore(t);
  const [first, second] = [job('QUEUED'), job('QUEUED')];

  const added = jobs.addUnless(first, (unfinished) => unfinished.at(0));
  const found = jobs.addUnless(second, (unfinished) => unfinished.at(0));
  const refuse = () =>
    jobs.addUnless(second, () => {
      throw new Error('under way');
    });

  assert.deepEqual([added, found], [first, first]);
  assert.throws(refuse, /under way/);
  assert.deepEqual(jobs.unfinished(), [first]);
});
