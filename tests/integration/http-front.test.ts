/** What the HTTP front does besides GraphQL: health, metrics, request ids, entity tags, GraphiQL, closing. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { imagineServices } from '../support/imagined-services.js';
import type { TestWeb } from '../support/web.js';
import { openTestWeb } from '../support/web.js';

let obstacle: string | undefined;
let web: TestWeb;
before(async () => {
  web = await openTestWeb(imagineServices({ maxQueryCost: 200_000 }).services, () => obstacle);
});
after(() => web.close(0));

const ask = (path: string) => request(web.httpServer).get(path);
const query = '/graphql?query=%7Bmodels%7Bnodes%7Bname%7D%7D%7D';

/** Sends the request line as it stands; supertest would mend it. */
async function askRaw(path: string) {
  const server = web.httpServer.listening ? web.httpServer : web.httpServer.listen(0, '127.0.0.1');
  if (!server.address()) await once(server, 'listening');
  const [response] = await once(get({ port: (server.address() as AddressInfo).port, path, agent: false }), 'response');
  const text = (await response.toArray()).join('');
  return { status: response.statusCode, body: text.startsWith('{') ? JSON.parse(text) : text };
}

test('the process says that it lives, and whether it is ready', async () => {
  const [alive, ready] = [await ask('/healthz'), await ask('/readyz')];
  obstacle = 'the store cannot be read: disk gone';
  const blocked = await ask('/readyz');
  obstacle = undefined;

  assert.deepEqual([alive.status, alive.text], [200, 'ok\n']);
  assert.deepEqual([ready.status, ready.text], [200, 'ready\n']);
  assert.deepEqual([blocked.status, blocked.text], [503, 'the store cannot be read: disk gone\n']);
});

test('an address that is none is answered, and the server lives on', async () => {
  web.httpServer.listen(0, '127.0.0.1');
  await once(web.httpServer, 'listening');
  const { port } = web.httpServer.address() as AddressInfo;
  const statusOf = async (path: string) => {
    const [response] = await once(get({ host: '127.0.0.1', port, path }), 'response');
    response.resume();
    return response.statusCode;
  };

  assert.equal(await statusOf('//'), 404);
  assert.equal(await statusOf('//['), 404);
  assert.equal(await statusOf('/./healthz?x'), 200);
  assert.equal(await statusOf('/healthz'), 200);
});

test('requests and errors are counted for Prometheus', async () => {
  await web.ask('{ models(first: 0) { totalCount } }');
  const { text, headers } = await ask('/metrics');

  assert.match(headers['content-type'], /^text\/plain; version=/);
  assert.match(text, /saeql_request_seconds_count\{route="\/graphql",status="200"\} \d+/);
  assert.match(text, /saeql_errors_total\{code="PAGE_SIZE_INVALID"\} 1/);
});

test('a request keeps a fit id of its client and is given one otherwise', async () => {
  const kept = await ask('/healthz').set('x-request-id', 'abc-1');
  const made = await ask('/healthz').set('x-request-id', 'a b');

  assert.equal(kept.headers['x-request-id'], 'abc-1');
  assert.match(made.headers['x-request-id'], /^[0-9a-f-]{36}$/);
});

test('no address ends the process: one that cannot be read is answered as unknown', async () => {
  for (const path of ['//', '//:', 'http://[/x', '*', '/%']) {
    const { status, body } = await askRaw(path);

    assert.equal(status, 404, path);
    assert.equal(body.errors[0].extensions.code, 'ADDRESS_UNKNOWN', path);
  }
  assert.equal((await askRaw('http://elsewhere/healthz')).status, 200);
});

test('a query by GET needs a header that no form can send', async () => {
  const refused = await ask(query);
  const answered = await ask(query).set('apollo-require-preflight', '1');

  assert.equal(refused.status, 400);
  assert.equal(refused.body.errors[0].extensions.code, 'BAD_REQUEST');
  assert.equal(answered.body.data.models.nodes.length, 2);
});

test('a mutation by GET is refused', async () => {
  const { status } = await ask('/graphql?query=mutation%7BcancelJob(id:%22x%22)%7Bid%7D%7D').set(
    'apollo-require-preflight',
    '1',
  );

  assert.equal(status, 405);
});

test('an answer to GET carries an entity tag, and is not sent again to who has it', async () => {
  const first = await ask(query).set('apollo-require-preflight', '1');
  const again = await ask(query).set('apollo-require-preflight', '1').set('if-none-match', first.headers.etag);
  const other = await ask(query).set('apollo-require-preflight', '1').set('if-none-match', '"other"');

  assert.match(first.headers.etag, /^"[\w-]+"$/);
  assert.deepEqual([again.status, again.text], [304, '']);
  assert.equal(again.headers.etag, first.headers.etag);
  assert.equal(other.status, 200);
});

test('other sites are told nothing: there are no CORS headers', async () => {
  const { headers } = await ask(query).set('origin', 'https://elsewhere.example').set('apollo-require-preflight', '1');

  assert.equal(headers['access-control-allow-origin'], undefined);
});

test('a browser gets GraphiQL, whole and without a word to other hosts', async () => {
  const { status, text, headers } = await ask('/graphql').set('accept', 'text/html,*/*;q=0.8');
  const redirected = await ask('/');

  assert.equal(status, 200);
  assert.match(headers['content-type'], /^text\/html/);
  assert.match(headers['content-security-policy'], /default-src 'none'.*connect-src 'self'/);
  assert.match(text, /<title>saeql<\/title>/);
  assert.doesNotMatch(text, /<(script|link)[^>]+(src|href)="https?:/);
  assert.deepEqual([redirected.status, redirected.headers.location], [302, '/graphql']);
});

test('GraphiQL is compressed for whom asks for that, and is the same page for others', async () => {
  const askFor = (encoding: string) => ask('/graphql').set('accept', 'text/html').set('accept-encoding', encoding);

  const [compressed, plain] = [await askFor('br, gzip;q=0.5'), await askFor('identity')];

  assert.deepEqual([compressed.headers['content-encoding'], plain.headers['content-encoding']], ['gzip', undefined]);
  assert.ok(Number(compressed.headers['content-length']) < Number(plain.headers['content-length']) / 2);
  assert.equal(plain.text, compressed.text);
  assert.equal(plain.headers.vary, 'accept, accept-encoding');
});

test('closing answers what runs, refuses what comes, and frees the port', async () => {
  const { services } = imagineServices();
  const tokenize = async () => {
    await sleep(300);
    return [];
  };
  const closing = await openTestWeb({ ...services, tokens: { tokenize } });
  closing.httpServer.listen(0, '127.0.0.1');
  await once(closing.httpServer, 'listening');
  const { port } = closing.httpServer.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const url = `http://127.0.0.1:${port}`;
  const slow = fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ tokenize(model: \\"tiny\\", text: \\"x\\") { id } }"}',
  });
  const idle = get(`${url}/healthz`, { agent });
  await once(idle, 'response');
  await sleep(100);

  const closed = closing.close(5000);
  const answer = await slow;
  await closed;

  assert.deepEqual((await answer.json()).data, { tokenize: [] });
  assert.equal(closing.httpServer.listening, false);
  await assert.rejects(fetch(`${url}/healthz`));
  agent.destroy();
});
