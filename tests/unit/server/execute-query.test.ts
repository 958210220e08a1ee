/** Compiled queries answer what graphql-js answers, or leave the query to it; graphql-js itself is the reference. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OperationDefinitionNode } from 'graphql';
import { execute, getOperationAST, parse, validate } from 'graphql';
import { buildSchema } from '../../../resolvers/build-schema.js';
import { createExecuteQuery } from '../../../server/execution/execute-query.js';
import { createOperationContext } from '../../../server/operation-context.js';
import type { Services } from '../../../services/services.js';
import { imagineServices } from '../../support/imagined-services.js';
import { wide } from '../../support/small-records.js';

const schema = buildSchema();
const executeQuery = createExecuteQuery(schema);

function contextOver(services: Services) {
  const { limits } = services;
  const describeServer = () => ({
    version: '1.0.0',
    storeVersion: 1,
    executionProviders: [],
    generation: 'recomputes',
    limits,
    loaded: [],
  });
  const asked = { requestId: 'r', principal: { name: 'local', role: 'admin' } } as const;
  return createOperationContext({ services, describeServer }, asked, new AbortController().signal);
}

async function both(query: string, variables: Record<string, unknown> = {}, services = imagineServices().services) {
  const document = parse(query);
  assert.deepEqual(validate(schema, document), []);
  const operation = getOperationAST(document) as OperationDefinitionNode;
  const compiled = await executeQuery({ document, operation, variables, context: contextOver(services) });
  const contextValue = contextOver(services);
  const reference = await execute({ schema, document, variableValues: variables, contextValue });
  return { compiled, reference };
}

const feature = (fields: string) => `{ feature(dictionary: "${wide.name}", index: 7) { ${fields} } }`;
const compiledQueries = [
  '{ __typename }',
  '{ models(first: 1) { __typename nodes { name control { of { name } } } edges { cursor } pageInfo { endCursor } totalCount } }',
  '{ a: models(first: 1) { nodes { name } } b: models { nodes { other: name digest } } }',
  feature('index statistics { frequency corpus { name } } decoderVector threshold annotations { text }'),
  feature('topContexts(first: 3) { nodes { tokens activations tokenIds packedActivations text before(tokens: 1) } }'),
  feature('sampledContexts { from contexts { rank } } silentContexts(first: 2) { activations }'),
  // The same field twice, once behind a fragment: the selections are merged, in the order of their first mention.
  `${feature('statistics { firings } ...F index')} fragment F on Feature { dictionary { name } statistics { frequency } }`,
  feature('... { index } ... on Feature { id } ... on Node { id }'),
  `{ dictionary(name: "${wide.name}") { provenance architecture harvest { options { maxTokens } finishedAt } pruning { removed } } }`,
  '{ dictionary(name: "tiny/mlp_out.1/pruned") { harvest { id } pruning { of { name } maxFrequency minFrequency } } }',
  '{ server { limits { maxQueryCost } loaded { bytes } } }',
];

for (const query of compiledQueries) {
  test(`compiled as by graphql-js: ${query.slice(0, 100)}`, async () => {
    const { compiled, reference } = await both(query);

    assert.equal(reference.errors, undefined);
    // Text, so that the order of fields counts.
    assert.equal(JSON.stringify(compiled), JSON.stringify(reference.data));
  });
}

test('variables reach arguments at every depth', async () => {
  const query = `query ($n: Int!, $f: ContextFilter) { features(dictionary: "${wide.name}", first: $n) {
    nodes { topContexts(first: $n, filter: $f) { nodes { rank } } } } }`;
  const { compiled, reference } = await both(query, { n: 2, f: { minActivation: 9 } });

  assert.equal(JSON.stringify(compiled), JSON.stringify(reference.data));
  assert.match(JSON.stringify(compiled), /"rank":2/);
});

for (const query of [
  '{ node(id: "x") { id } }',
  '{ models @include(if: true) { totalCount } }',
  '{ __schema { queryType { name } } }',
  '{ jobs { nodes { results { id } } } }',
  'mutation { cancelJob(id: "x") { id } }',
]) {
  test(`left to graphql-js: ${query}`, async () => {
    const { compiled } = await both(query);

    assert.equal(compiled, undefined);
  });
}

test('whatever fails, at once or later, leaves the whole query to graphql-js, with no rejection unhandled', async () => {
  const { services } = imagineServices();
  const fails = (): never => {
    throw new Error('broken');
  };
  const broken: readonly Services[] = [
    { ...services, contexts: { ...services.contexts, tokenTexts: fails } },
    { ...services, contexts: { ...services.contexts, top: async () => fails() } },
    { ...services, features: { ...services.features, statistics: fails } },
    { ...services, features: { ...services.features, statistics: (_, indices) => indices.map(() => ({}) as never) } },
  ];
  for (const each of broken) {
    const query = feature('statistics { frequency } topContexts { nodes { tokens } } decoderVector');
    const { compiled, reference } = await both(query, {}, each);

    assert.equal(compiled, undefined);
    assert.ok(reference.errors?.length);
  }
});
