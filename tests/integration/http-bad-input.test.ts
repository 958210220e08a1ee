/** What bad input gets over HTTP: one clear error with a code, a place and a way to mend it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import request from 'supertest';
import { toCursor } from '../../domain/page.js';
import { toNodeId } from '../../domain/node-id.js';
import {
  CancelJobDocument,
  DictionaryByNameDocument,
  FeatureByIndexDocument,
  FeaturePageDocument,
  JobByIdDocument,
  ModelsDocument,
  NodeByIdDocument,
  RemoveDocument,
  TopContextsDocument,
} from '../generated/operations.js';
import { imagineServices } from '../support/imagined-services.js';
import { wide } from '../support/small-records.js';
import type { Answer, TestWeb } from '../support/web.js';
import { openTestWeb } from '../support/web.js';

let web: TestWeb;
before(async () => {
  const { services } = imagineServices();
  const failing = {
    ...services,
    catalog: {
      ...services.catalog,
      findCorpus: services.catalog.findCorpus,
      getCorpus: (): never => {
        throw new Error('secret path /home/me');
      },
    },
  };
  web = await openTestWeb(failing);
});
after(() => web.close(0));

interface Expected {
  readonly code: string;
  readonly at?: string;
  readonly says?: RegExp;
  readonly status?: number;
}

function expectError({ status, errors }: Answer<unknown>, expected: Expected): void {
  assert.equal(status, expected.status ?? 200);
  assert.equal(errors?.length, 1);
  const [{ message, extensions }] = errors;
  assert.equal(extensions.code, expected.code);
  assert.ok(extensions.fix, 'says how to mend it');
  if (expected.at) assert.equal(extensions.at, expected.at);
  if (expected.says) assert.match(message, expected.says);
}

for (const first of [0, -1, 101, 1_000_000]) {
  test(`a page of ${first} is refused with what is allowed`, async () => {
    const models = await web.ask(ModelsDocument, { first });
    const features = await web.ask(FeaturePageDocument, { dictionary: wide.name, first });
    const contexts = await web.ask(TopContextsDocument, { dictionary: wide.name, index: 1, first });

    for (const answer of [models, features, contexts]) {
      expectError(answer, { code: 'PAGE_SIZE_INVALID', at: 'first', says: new RegExp(`^${first} .* 1 to 100 `) });
    }
  });
}

for (const after of ['', 'nonsense', '%%%', toCursor({ other: 'list' })]) {
  test(`a cursor "${after}" is refused`, async () => {
    expectError(await web.ask(ModelsDocument, { after }), { code: 'CURSOR_INVALID', at: 'after' });
  });
}

test('an unknown dictionary is refused with the nearest name, wherever it is asked for', async () => {
  const name = 'tiny/mlp_out.1/wode';
  const found = [
    await web.ask(DictionaryByNameDocument, { name }),
    await web.ask(FeatureByIndexDocument, { dictionary: name, index: 1 }),
    await web.ask(FeaturePageDocument, { dictionary: name }),
  ];

  for (const answer of found) {
    expectError(answer, { code: 'DICTIONARY_NOT_FOUND', says: /Did you mean "tiny\/mlp_out\.1\/wide"/ });
  }
});

for (const index of [-1, 60, 2 ** 31 - 1]) {
  test(`feature ${index} of a dictionary of 60 is refused with the range`, async () => {
    const answer = await web.ask(FeatureByIndexDocument, { dictionary: wide.name, index });

    expectError(answer, { code: 'FEATURE_NOT_FOUND', at: 'index', says: /0 to 59/ });
    assert.deepEqual(answer.data, { feature: null });
  });
}

for (const id of ['', 'x', 'Model:tiny', Buffer.from('Nothing:tiny').toString('base64url')]) {
  test(`"${id}" is not taken for an id`, async () => {
    expectError(await web.ask(NodeByIdDocument, { id }), { code: 'NODE_ID_INVALID', at: 'id' });
    expectError(await web.ask(JobByIdDocument, { id }), { code: 'NODE_ID_INVALID', at: 'id' });
  });
}

test('the id of something else is not taken for a job', async () => {
  const answer = await web.ask(JobByIdDocument, { id: toNodeId('Model', 'tiny') });

  expectError(answer, { code: 'NODE_ID_INVALID', says: /of a Model, not of a Job/ });
});

test('a job that does not exist is null when asked for and refused when cancelled', async () => {
  const id = toNodeId('Job', 'no-such');

  assert.deepEqual(await web.read(JobByIdDocument, { id }), { job: null });
  expectError(await web.ask(CancelJobDocument, { id }), { code: 'JOB_NOT_FOUND', at: 'id' });
});

test('removing what others depend on is refused, and so is removing nothing', async () => {
  expectError(await web.ask(RemoveDocument, { id: toNodeId('Model', 'tiny') }), {
    code: 'IN_USE',
    says: /"tiny" is used/,
  });
  expectError(await web.ask(RemoveDocument, { id: 'tiny' }), { code: 'NODE_ID_INVALID', at: 'id' });
});

test('what nobody foresaw is masked, and logged under the request id that is returned', async () => {
  const { body, headers, text } = await request(web.httpServer)
    .post('/graphql')
    .set('x-request-id', 'call-7')
    .send({ query: '{ corpus(name: "prose") { name } }' });

  assert.doesNotMatch(text, /secret/);
  assert.deepEqual(body.data, { corpus: null });
  assert.equal(body.errors[0].extensions.code, 'INTERNAL');
  assert.equal(body.errors[0].extensions.requestId, 'call-7');
  assert.equal(headers['x-request-id'], 'call-7');
  const line = web.logged.find(({ requestId, level }) => requestId === 'call-7' && level === 50);
  assert.match(JSON.stringify(line), /secret path/);
});

test('a query that does not parse or fit the schema keeps its place and gets a fix', async () => {
  const unparsable = await web.ask('{ models( }');
  const unfitting = await web.ask('{ models { nodes { nam } } }');

  expectError(unparsable, { code: 'GRAPHQL_PARSE_FAILED', status: 400 });
  expectError(unfitting, { code: 'GRAPHQL_VALIDATION_FAILED', status: 400, says: /Did you mean "name"/ });
});

test('a variable of the wrong type is refused', async () => {
  const answer = await web.ask('query ($first: Int!) { models(first: $first) { totalCount } }', { first: 'many' });

  expectError(answer, { code: 'BAD_USER_INPUT', status: 400, says: /"\$first"/ });
});

const post = () => request(web.httpServer).post('/graphql').set('content-type', 'application/json');

test('a body above the limit is refused, whether it says its length or not', async () => {
  const long = JSON.stringify({ query: `{ __typename }${' '.repeat(5000)}` });
  const told = await post().send(long);
  const untold = post().set('transfer-encoding', 'chunked');
  untold.write(long);
  const streamed = await untold;

  for (const { status, body } of [told, streamed]) {
    assert.equal(status, 413);
    assert.equal(body.errors[0].extensions.code, 'BODY_TOO_LARGE');
    assert.match(body.errors[0].message, /4096 bytes/);
  }
});

test('a body that is not JSON is refused', async () => {
  for (const text of ['{ models', 'query', '']) {
    const { status, body } = await post().send(text);
    assert.equal(status, 400);
    assert.equal(body.errors[0].extensions.code, 'BODY_NOT_JSON');
  }
});

test('a body that is not UTF-8 is refused rather than read with marks in place of bytes', async () => {
  const [head, tail] = ['{"query":"{ __typename }","variables":{"text":"', '"}}'];
  const sent = post();
  sent.write(Buffer.concat([Buffer.from(head), Buffer.from([0x61, 0xff, 0xfe]), Buffer.from(tail)]));
  const { status, body } = await sent;

  assert.equal(status, 400);
  assert.equal(body.errors[0].extensions.code, 'BODY_NOT_JSON');
  assert.match(body.errors[0].message, /UTF-8/);
});

test('a body without a query, a list of queries and a form are refused', async () => {
  for (const sent of ['{}', '[{"query":"{ __typename }"}]', '"x"', 'null']) {
    const { status, body } = await post().send(sent);
    assert.equal(status, 400);
    assert.equal(body.errors[0].extensions.code, 'BAD_REQUEST');
  }
  const form = await request(web.httpServer)
    .post('/graphql')
    .set('content-type', 'text/plain')
    .send('{"query":"{ __typename }"}');
  assert.equal(form.status, 400);
});

test('an unknown address is refused with those that are served', async () => {
  const { status, body } = await request(web.httpServer).get('/graphiql');

  assert.equal(status, 404);
  assert.equal(body.errors[0].extensions.code, 'ADDRESS_UNKNOWN');
});
