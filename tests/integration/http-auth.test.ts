/** Who may do what: nobody needs a key at the machine while there is none; with one, roles decide. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import request from 'supertest';
import type { KeyRole } from '../../store/store.js';
import { toNodeId } from '../../domain/node-id.js';
import {
  AnnotateDocument,
  CancelJobDocument,
  CreatePruningDocument,
  CreateRandomDictionaryDocument,
  Int8DictionaryDocument,
  ModelsDocument,
  RandomizeModelDocument,
  StartHarvestDocument,
  StartMetricsDocument,
  StartPruningSweepDocument,
} from '../generated/operations.js';
import { imagineServices } from '../support/imagined-services.js';
import { wide } from '../support/small-records.js';
import type { TestWeb } from '../support/web.js';
import { openTestWeb } from '../support/web.js';

let open: TestWeb;
let locked: TestWeb;
const secrets = new Map<KeyRole, string>();
before(async () => {
  open = await openTestWeb(imagineServices().services);
  locked = await openTestWeb(imagineServices().services);
  for (const role of ['read', 'compute', 'admin'] as const) {
    secrets.set(role, locked.keys.create(`${role}-key`, role).secret);
  }
});
after(() => Promise.all([open.close(0), locked.close(0)]));

const attempts = {
  read: (secret?: string) => locked.ask(ModelsDocument, {}, secret),
  startHarvest: (secret?: string) =>
    locked.ask(StartHarvestDocument, { input: { dictionaries: [wide.name], corpus: 'prose' } }, secret),
  startMetrics: (secret?: string) =>
    locked.ask(StartMetricsDocument, { input: { dictionary: wide.name, corpus: 'prose' } }, secret),
  startPruningSweep: (secret?: string) =>
    locked.ask(StartPruningSweepDocument, { input: { dictionary: wide.name, corpus: 'prose' } }, secret),
  createPruning: (secret?: string) =>
    locked.ask(CreatePruningDocument, { input: { dictionary: wide.name, name: 'pruned', removeFeatures: [] } }, secret),
  startRandomizedModel: (secret?: string) =>
    locked.ask(RandomizeModelDocument, { input: { model: 'tiny', name: 'twin', scheme: 'ALL', seed: 1 } }, secret),
  startInt8Dictionary: (secret?: string) =>
    locked.ask(Int8DictionaryDocument, { input: { of: wide.name, name: 'int8', corpus: 'stories' } }, secret),
  createRandomDictionary: (secret?: string) =>
    locked.ask(CreateRandomDictionaryDocument, { input: { like: wide.name, name: 'random', seed: 1 } }, secret),
  cancelJob: (secret?: string) => locked.ask(CancelJobDocument, { id: toNodeId('Job', 'j1') }, secret),
  annotate: (secret?: string) => locked.ask(AnnotateDocument, { dictionary: wide.name, index: 1, text: 'x' }, secret),
};
const allowed: readonly (readonly [keyof typeof attempts, readonly KeyRole[]])[] = [
  ['read', ['read', 'compute', 'admin']],
  ['startHarvest', ['compute', 'admin']],
  ['startMetrics', ['compute', 'admin']],
  ['startPruningSweep', ['compute', 'admin']],
  ['createPruning', ['admin']],
  ['startRandomizedModel', ['compute', 'admin']],
  ['startInt8Dictionary', ['compute', 'admin']],
  ['createRandomDictionary', ['admin']],
  ['cancelJob', ['compute', 'admin']],
  ['annotate', ['admin']],
];

for (const [attempt, roles] of allowed) {
  for (const role of ['read', 'compute', 'admin'] as const) {
    const verdict = roles.includes(role) ? 'may' : 'may not';
    test(`a ${role} key ${verdict} ${attempt}`, async () => {
      const { status, errors } = await attempts[attempt](secrets.get(role));

      assert.equal(status, roles.includes(role) ? 200 : 403);
      assert.equal(errors?.[0].extensions.code, roles.includes(role) ? undefined : 'FORBIDDEN');
    });
  }
  test(`nobody without a key may ${attempt} once there is one`, async () => {
    const { status, errors, headers } = await attempts[attempt]();

    assert.equal(status, 401);
    assert.equal(errors?.[0].extensions.code, 'UNAUTHENTICATED');
    assert.equal(headers['www-authenticate'], 'Bearer');
  });
}

test('a role is asked for behind fragments as well', async () => {
  const query = `mutation { ...a } fragment a on Mutation { ... { annotate(feature: {dictionary: "x", index: 1}, text: "x") { id } } }`;
  const { status, errors } = await locked.ask(query, {}, secrets.get('compute'));

  assert.deepEqual([status, errors?.[0].extensions.at], [403, 'annotate']);
});

test('an unknown, revoked or badly sent key is refused', async () => {
  const { secret } = locked.keys.create('gone', 'admin');
  locked.keys.revoke('gone');

  for (const header of [`Bearer ${secret}`, 'Bearer nonsense', `Basic ${secrets.get('admin')}`, 'Bearer']) {
    const { status } = await request(locked.httpServer).get('/metrics').set('authorization', header);
    assert.equal(status, 401, header);
  }
});

test('health is told to everyone, metrics and streams only with a key', async () => {
  const statuses = await Promise.all(
    ['/healthz', '/readyz', '/metrics', '/graphql/stream'].map(
      async (path) => (await request(locked.httpServer).get(path)).status,
    ),
  );

  assert.deepEqual(statuses, [200, 200, 401, 401]);
});

test('an annotation carries the name of the key', async () => {
  const { data } = await attempts.annotate(secrets.get('admin'));

  assert.equal(data?.annotate.annotations.at(-1)?.author, 'admin-key');
});

test('without keys, a request that names another host is refused: it came through a proxy or a web page', async () => {
  const { status, body } = await request(open.httpServer).get('/metrics').set('host', 'research.example');

  assert.equal(status, 403);
  assert.match(body.errors[0].extensions.fix, /saeql keys create/);
  assert.equal((await request(open.httpServer).get('/metrics').set('host', 'localhost:4000')).status, 200);
  assert.equal((await request(open.httpServer).get('/metrics').set('host', 'a b')).status, 403);
});
