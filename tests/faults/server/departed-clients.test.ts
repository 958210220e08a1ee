/** Whoever leaves, or waits for too long, makes place in the queue of the engine. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestContext } from 'node:test';
import { watchEngineThreads } from '../../support/engine-threads.js';
import type { ServedAnswer } from '../../support/served-app.js';
import { openServedApp } from '../../support/served-app.js';

const question =
  '{ activations(model: "demo", hookPoint: "mlp_out.1", prompts: [{ tokenIds: [5, 6, 7, 8] }]) { width } }';
/** A refusal takes a few milliseconds; what takes longer has been let in. */
const patienceMs = 1000;

const codesOf = ({ errors }: ServedAnswer<unknown>) => errors?.map(({ extensions }) => extensions.code);

/** A server with one place at its engine, whose thread is kept from answering. */
async function openBusyApp(t: TestContext, environment: NodeJS.ProcessEnv = {}) {
  const threads = watchEngineThreads(t);
  const app = await openServedApp(t, { SAEQL_MAX_WAITING: '1', ...environment });
  assert.equal((await app.ask(question)).errors, undefined);
  return { app, held: threads.hold() };
}

test('a client that leaves makes place for another, though the engine is still at work', async (t) => {
  const { app, held } = await openBusyApp(t);
  const leaving = new AbortController();
  const left = app.ask(question, { signal: leaving.signal });
  await held.asked;
  const [refused] = (await app.ask(question)).errors ?? [];
  assert.equal(refused.extensions.code, 'BUSY');
  assert.match(refused.message, /1 requests wait.*number 2/);

  leaving.abort();
  await assert.rejects(left, { name: 'AbortError' });
  let next = app.ask(question);
  while ((await Promise.race([next, sleep(patienceMs, 'let in')])) !== 'let in') {
    assert.deepEqual(codesOf(await next), ['BUSY'], 'the server has not noticed yet');
    next = app.ask(question);
  }
  assert.deepEqual(codesOf(await app.ask(question)), ['BUSY'], 'and one more is too many again');
  held.release();

  assert.deepEqual((await next).data, { activations: [{ width: 128 }] });
  assert.equal((await app.ask(question)).errors, undefined);
});

test('a request whose time is up makes place for another, though the engine is still at work', async (t) => {
  const { app, held } = await openBusyApp(t, { SAEQL_DEADLINE_MS: '2000' });

  // If the first kept its place, the second would be BUSY.
  for (let asked = 0; asked < 2; asked++) assert.deepEqual(codesOf(await app.ask(question)), ['DEADLINE_EXCEEDED']);
  held.release();

  assert.equal((await app.ask(question)).errors, undefined);
});
