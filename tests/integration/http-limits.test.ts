/** Limits of queries over HTTP: cost, depth, length, time. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import request from 'supertest';
import { FeaturesWithContextsDocument } from '../generated/operations.js';
import type { Imagined } from '../support/imagined-services.js';
import { imagineServices } from '../support/imagined-services.js';
import { wide } from '../support/small-records.js';
import type { TestWeb } from '../support/web.js';
import { openTestWeb } from '../support/web.js';

let imagined: Imagined;
let web: TestWeb;
before(async () => {
  imagined = imagineServices({ maxQueryCost: 5000, deadlineMs: 300 });
  web = await openTestWeb(imagined.services);
});
after(() => web.close(0));

test('every answer says what the query cost and what is allowed', async () => {
  const { cost, errors } = await web.ask('{ models(first: 3) { nodes { name width } } }');

  assert.equal(errors, undefined);
  // The connection, and three models with two values each.
  assert.deepEqual(cost, { cost: 1 + 3 * (1 + 2), limit: 5000 });
});

test('a query that costs too much is refused with both numbers before anything is read', async () => {
  imagined.calls.clear();
  const variables = { dictionary: wide.name, first: 100, contexts: 100 };
  const { status, errors, cost, data } = await web.ask(FeaturesWithContextsDocument, variables);

  assert.equal(status, 400);
  assert.equal(data, undefined);
  assert.equal(errors?.[0].extensions.code, 'QUERY_TOO_EXPENSIVE');
  assert.ok(cost && cost.cost > 5000);
  assert.equal(errors[0].message, `The query costs ${cost.cost}; 5000 is allowed.`);
  assert.equal(imagined.calls.size, 0);
});

test('a query that is nested too deeply is refused', async () => {
  const depth = 30;
  const inner = 'harvest { dictionary { '.repeat(depth / 2) + 'name' + ' } }'.repeat(depth / 2);
  const { status, errors } = await web.ask(`{ dictionary(name: "${wide.name}") { ${inner} } }`);

  assert.equal(status, 400);
  assert.equal(errors?.[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
  assert.match(errors[0].message, /32 levels deep; 20 are allowed/);
});

test('a query of too many tokens is refused before it is parsed whole', async () => {
  const small = await openTestWeb(imagineServices({ maxBodyBytes: 100_000 }).services);
  const { status, errors } = await small.ask(`{ ${'__typename '.repeat(6000)} }`);

  assert.equal(status, 400);
  assert.equal(errors?.[0].extensions.code, 'GRAPHQL_PARSE_FAILED');
  assert.match(errors[0].message, /5000 tokens/);
});

test('a request that takes too long is answered, and reads nothing more', async () => {
  const { services, calls } = imagineServices({ deadlineMs: 50 });
  const random = () => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 150));
  const page = async (...given: Parameters<typeof services.features.page>) => {
    await random();
    return services.features.page(...given);
  };
  const slow = await openTestWeb({ ...services, features: { ...services.features, page } });
  const variables = { dictionary: wide.name, first: 2, contexts: 1 };

  const { status, errors } = await slow.ask(FeaturesWithContextsDocument, variables);
  await random();

  assert.equal(status, 504);
  assert.equal(errors?.[0].extensions.code, 'DEADLINE_EXCEEDED');
  assert.equal(calls.get('contexts.top'), undefined);
});

test('introspection as GraphiQL asks for it fits all limits', async () => {
  const { getIntrospectionQuery } = await import('graphql');
  const { services } = imagineServices({ maxQueryCost: 200_000 });
  const roomy = await openTestWeb(services);
  const query = getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true, oneOf: true });
  const { status, body } = await request(roomy.httpServer).post('/graphql').send({ query });

  assert.equal(status, 200);
  assert.equal(body.errors, undefined);
});
