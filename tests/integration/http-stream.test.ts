/** Subscriptions as server-sent events: a job is watched to its end, and nothing else is served there. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { print } from 'graphql';
import request from 'supertest';
import type { JobRecord } from '../../domain/job.js';
import { toNodeId } from '../../domain/node-id.js';
import { JobProgressDocument } from '../generated/operations.js';
import { imagineServices } from '../support/imagined-services.js';
import { queuedJob } from '../support/small-records.js';
import type { TestWeb } from '../support/web.js';
import { openTestWeb } from '../support/web.js';

const query = print(JobProgressDocument);
const idOf = (key: string) => toNodeId('Job', key);
const aborted: string[] = [];
let web: TestWeb;
before(async () => {
  const { services, jobs } = imagineServices();
  for (const id of ['fails', 'endless']) jobs.set(id, { ...queuedJob, id });
  const watch = async function* (id: string, signal: AbortSignal): AsyncGenerator<JobRecord> {
    if (id === 'j1') return yield* services.jobs.watch(id, signal);
    yield { ...queuedJob, id };
    if (id === 'fails') throw new Error('secret');
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    aborted.push(id);
  };
  web = await openTestWeb({ ...services, jobs: { ...services.jobs, watch } });
});
after(() => web.close(0));

const post = (body: object) =>
  request(web.httpServer).post('/graphql/stream').set('accept', 'text/event-stream').send(body);

interface Event {
  readonly event: string;
  readonly data: { readonly data?: { readonly jobProgress: object } | null; readonly errors?: readonly object[] };
}

function eventsOf(text: string): Event[] {
  const blocks = text.split('\n\n').filter((block) => block.startsWith('event:'));
  return blocks.map((block) => {
    const [event, data] = block.split('\n').map((line) => line.slice(line.indexOf(':') + 2));
    return { event, data: data ? JSON.parse(data) : {} };
  });
}

test('a job is told with its present state and every change, and the stream ends with it', async () => {
  const { status, text, headers } = await post({ query, variables: { id: idOf('j1') } });
  const events = eventsOf(text);

  assert.equal(status, 200);
  assert.match(headers['content-type'], /^text\/event-stream/);
  assert.deepEqual(
    events.map(({ event, data }) => [event, data.data?.jobProgress]),
    [
      ['next', { state: 'QUEUED', progress: 0 }],
      ['next', { state: 'RUNNING', progress: 0.5 }],
      ['next', { state: 'SUCCEEDED', progress: 1 }],
      ['complete', undefined],
    ],
  );
});

test('a subscription may be sent by GET, as a browser does', async () => {
  const variables = JSON.stringify({ id: idOf('j1') });
  const { text } = await request(web.httpServer)
    .get('/graphql/stream')
    .query({ query, variables })
    .set('accept', 'text/event-stream');

  assert.equal(eventsOf(text).length, 4);
});

test('a job that does not exist is one error on the stream', async () => {
  const { text } = await post({ query, variables: { id: idOf('none') } });
  const [first, second] = eventsOf(text);

  assert.match(JSON.stringify(first.data.errors), /JOB_NOT_FOUND/);
  assert.equal(second.event, 'complete');
});

test('what fails in the middle is masked on the stream, which then ends', async () => {
  const { text } = await post({ query, variables: { id: idOf('fails') } });
  const events = eventsOf(text);

  assert.doesNotMatch(text, /secret/);
  assert.match(JSON.stringify(events[1].data.errors), /"code":"INTERNAL".*"requestId":"[0-9a-f-]{36}"/);
  assert.equal(events.at(-1)?.event, 'complete');
  assert.ok(web.logged.some((line) => JSON.stringify(line).includes('secret')));
});

test('queries and mutations are refused at the stream, subscriptions elsewhere', async () => {
  const read = await post({ query: '{ models { totalCount } }' });
  const change = await post({ query: 'mutation { cancelJob(id: "x") { id } }' });
  const elsewhere = await web.ask(JobProgressDocument, { id: idOf('j1') });

  for (const { status, body } of [read, change]) {
    assert.deepEqual([status, body.errors[0].extensions.code], [400, 'OPERATION_NOT_ALLOWED']);
  }
  assert.deepEqual([elsewhere.status, elsewhere.errors?.[0].extensions.code], [400, 'OPERATION_NOT_ALLOWED']);
});

test('what is wrong with a document or its variables is said', async () => {
  const cases = [
    [{ query: 'subscription { jobProgress(id' }, 'GRAPHQL_PARSE_FAILED'],
    [{ query: 'subscription { nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      { query: `${query} subscription Other { jobProgress(id: "x") { id } }`, operationName: 'No' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [{ variables: {} }, 'BODY_NOT_JSON'],
  ] as const;
  for (const [body, code] of cases) {
    const answer = await post(body);
    assert.deepEqual([answer.status, answer.body.errors[0].extensions.code], [400, code]);
  }
});

test('a stream that its client leaves is no longer fed, and one that is open ends when the server closes', async () => {
  const { services } = imagineServices();
  const ended: string[] = [];
  const watch = async function* (id: string, signal: AbortSignal): AsyncGenerator<JobRecord> {
    yield { ...queuedJob, id };
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    ended.push(String(signal.reason.code));
  };
  const closing = await openTestWeb({ ...services, jobs: { ...services.jobs, watch } });
  const address = await new Promise<string>((resolve) => {
    closing.httpServer.listen(0, '127.0.0.1', () => {
      const bound = closing.httpServer.address();
      resolve(`http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}/graphql/stream`);
    });
  });
  const open = async (signal?: AbortSignal) => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const body = JSON.stringify({ query, variables: { id: idOf('j1') } });
    const response = await fetch(address, { method: 'POST', headers, body, signal });
    const reader = response.body?.getReader();
    await reader?.read();
    return reader;
  };
  const leaving = new AbortController();
  await open(leaving.signal);
  const staying = await open();

  leaving.abort();
  while (ended.length < 1) await new Promise((resolve) => setTimeout(resolve, 10));
  await closing.close(5000);
  const rest = await staying?.read();

  assert.deepEqual(ended, ['CANCELLED', 'SERVER_CLOSING']);
  assert.ok(rest);
});
