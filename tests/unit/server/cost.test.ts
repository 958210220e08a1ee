/** The cost of queries; the expected numbers are counted by hand from the rule at the top of server/limits/cost.ts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OperationDefinitionNode } from 'graphql';
import { getOperationAST, parse } from 'graphql';
import { buildSchema } from '../../../resolvers/build-schema.js';
import { coerceVariables } from '../../../server/limits/check-operation.js';
import { operationCost } from '../../../server/limits/cost.js';

const schema = buildSchema();

function costOf(query: string, variables: Record<string, unknown> = {}): number | undefined {
  const document = parse(query);
  const operation = getOperationAST(document) as OperationDefinitionNode;
  const coerced = coerceVariables(schema, operation, variables);
  return coerced && operationCost({ schema, document, operation, variables: coerced, maxPageSize: 100 });
}

const feature = (fields: string) => `{ feature(dictionary: "d", index: 1) { ${fields} } }`;

test('an object costs 1 and a value costs 1', () => {
  assert.equal(costOf(feature('index')), 2);
  assert.equal(costOf(feature('index statistics { frequency firings }')), 1 + 1 + 3);
});

test('the items of a page count once each, what is said of the page itself once', () => {
  assert.equal(costOf('{ models(first: 7) { totalCount pageInfo { endCursor } nodes { name } } }'), 1 + 1 + 2 + 7 * 2);
});

test('a page without a number counts its default', () => {
  assert.equal(costOf('{ models { nodes { name } } }'), 1 + 20 * 2);
});

test('pages in pages multiply', () => {
  const query = '{ features(dictionary: "d", first: 50) { nodes { topContexts(first: 10) { nodes { rank } } } } }';

  assert.equal(costOf(query), 1 + 50 * (1 + 1 + 10 * 2));
});

test('quantiles, contexts of a quantile, bins and tokens are counted', () => {
  assert.equal(
    costOf(feature('sampledContexts(quantiles: 4, perQuantile: 3) { from contexts { rank } }')),
    1 + 4 * (1 + 1 + 3 * 2),
  );
  assert.equal(costOf(feature('topContexts(first: 2) { nodes { before(tokens: 30) } }')), 1 + 1 + 2 * (1 + 30));
  assert.equal(
    costOf('{ dictionary(name: "d") { harvest { frequencyHistogram(bins: 40) { edges counts } } } }'),
    1 + 1 + 1 + 2 * 40,
  );
});

test('a list without a number and a packed vector count 10', () => {
  assert.equal(costOf(feature('decoderVector annotations { text }')), 1 + 10 + 10 * 2);
});

test('numbers come from variables and their defaults', () => {
  const query = 'query ($n: Int! = 3) { models(first: $n) { nodes { name } } }';

  assert.equal(costOf(query), 1 + 3 * 2);
  assert.equal(costOf(query, { n: 5 }), 1 + 5 * 2);
});

test('variables that do not fit have no cost', () => {
  assert.equal(costOf('query ($n: Int!) { models(first: $n) { totalCount } }', { n: 'x' }), undefined);
});

test('a number above the largest page or below 0 counts as the largest page or as none', () => {
  assert.equal(costOf('{ models(first: 1000000) { nodes { name } } }'), 1 + 100 * 2);
  assert.equal(costOf('{ models(first: -5) { nodes { name } } }'), 1);
});

test('fragments count wherever they are spread', () => {
  const query =
    `{ a: ...A ... on Query { b: models(first: 2) { ...C } } } fragment A on Query { models(first: 3) { ...C } }
    fragment C on ModelConnection { nodes { name } }`.replace('a: ...A', '...A');

  assert.equal(costOf(query), 1 + 3 * 2 + 1 + 2 * 2);
});

test('what is skipped costs nothing', () => {
  const query = 'query ($no: Boolean!) { models(first: 5) { totalCount nodes @include(if: $no) { name } } }';

  assert.equal(costOf(query, { no: false }), 1 + 1);
  assert.equal(costOf(query, { no: true }), 1 + 1 + 5 * 2);
});

test('fragments that double at each of 30 levels are costed without walking them a billion times', () => {
  const level = (n: number) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`;
  const levels = Array.from({ length: 30 }, (_, n) => level(n)).join(' ');

  assert.equal(costOf(`{ ...F0 } ${levels} fragment F30 on Query { __typename }`), 2 ** 30);
});

test('fields of the engine count their prompts, watched features, contexts, tokens and new tokens', () => {
  const prompts = 'prompts: [{ text: "a" }, { text: "b" }]';
  const watch = 'watch: [{ dictionary: "d", index: 1 }, { dictionary: "d", index: 2 }, { dictionary: "d", index: 3 }]';
  const effect = '{ lossAfter watched { before } logitChanges(first: 4) { after } }';
  assert.equal(
    costOf(`{ intervene(model: "m", ${prompts}, interventions: [], ${watch}) ${effect} }`),
    2 * (1 + 1 + 3 * (1 + 10) + 4 * 2),
  );
  assert.equal(
    costOf('{ generate(model: "m", prompt: { text: "a" }, maxNewTokens: 7) { text logProbabilities tokens { id } } }'),
    1 + 1 + 7 + 7 * 2,
  );
  assert.equal(costOf(feature('logitEffect(first: 6) { promoted { logit } }')), 1 + 1 + 6 * 2);
  assert.equal(
    costOf(feature('nextTokenEffect(contexts: 3, tokens: 5) { logProbabilityChange tokens { id } }')),
    1 + 3 * (1 + 5 + 5 * 2),
  );
});
