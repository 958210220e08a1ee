/** What clients notice when the thread that runs the model ends in the middle of their question. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mlpDictionary } from '../../support/demo-files.js';
import { watchEngineThreads } from '../../support/engine-threads.js';
import { openServedApp } from '../../support/served-app.js';

const question = `{ featureActivations(dictionaries: ["${mlpDictionary}"], prompts: [{ tokenIds: [5, 6, 7, 8] }]) {
  sparse { position feature activation }
} }`;
const loadedQuestion = '{ server { loaded { name bytes } } }';

test('a thread that ends during featureActivations fails that question, and a new one answers the next', async (t) => {
  const threads = watchEngineThreads(t);
  // Whoever is let in twice would be refused, if the place of the question that failed were not free.
  const app = await openServedApp(t, { SAEQL_MAX_WAITING: '1' });
  const before = await app.ask(question);
  const loaded = await app.ask(loadedQuestion);
  assert.equal(before.errors, undefined);
  assert.equal(threads.started.length, 1);

  threads.endWhenAsked('encode');
  const failed = await app.ask(question);

  assert.equal(failed.data, null);
  assert.deepEqual(
    failed.errors?.map(({ path, extensions }) => [path, extensions.code]),
    [[['featureActivations'], 'ENGINE_CRASHED']],
  );
  assert.match(failed.errors?.[0].extensions.fix ?? '', /again/i);
  assert.deepEqual((await app.ask(loadedQuestion)).data, { server: { loaded: [] } });

  const after = await app.ask(question);
  assert.deepEqual([after.data, after.errors], [before.data, undefined]);
  assert.equal(threads.started.length, 2, 'a new thread has answered');
  assert.deepEqual(await app.ask(loadedQuestion), loaded);
});

test('a thread that ends while it loads fails that question alone', async (t) => {
  const threads = watchEngineThreads(t);
  const app = await openServedApp(t);
  process.once('worker', () => threads.endWhenAsked('open'));

  const [failed, other] = await Promise.all([
    app.ask(question),
    app.ask('{ tokenize(model: "demo", text: "a") { id } }'),
  ]);

  assert.deepEqual(
    failed.errors?.map(({ extensions }) => extensions.code),
    ['ENGINE_CRASHED'],
  );
  assert.equal(other.errors, undefined);
  assert.equal((await app.ask(question)).errors, undefined);
});
