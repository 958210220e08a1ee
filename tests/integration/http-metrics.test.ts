/** Metrics over HTTP, on imagined services. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { toNodeId } from '../../domain/node-id.js';
import { MetricsNodeDocument, MetricsOfDictionaryDocument, StartMetricsDocument } from '../generated/operations.js';
import { imagineServices } from '../support/imagined-services.js';
import { metrics, undefinedMetrics, wide } from '../support/small-records.js';
import type { TestWeb } from '../support/web.js';
import { openTestWeb } from '../support/web.js';

let web: TestWeb;
before(async () => {
  web = await openTestWeb(imagineServices().services);
});
after(() => web.close(0));

const { id, dictionary, corpus, options, ...others } = metrics;
const unserved = ['dictionaryDigest', 'modelDigest', 'corpusDigest', 'dtype', 'provider', 'version', 'finishedAt'];
const numbers = Object.entries(others).filter(([name]) => !unserved.includes(name));
const expected = {
  id: toNodeId('DictionaryMetrics', id),
  dictionary: { name: dictionary },
  corpus: { name: corpus },
  options: { ...options, maxTokens: null },
  ...Object.fromEntries(numbers),
};

test('metrics are served with every number, under the rule SAEQL unless another is asked for', async () => {
  const { dictionary: found } = await web.read(MetricsOfDictionaryDocument, { name: wide.name, corpus: 'prose' });

  assert.deepEqual(found?.metrics, expected);
});

test('metrics that were not measured are null; an unknown corpus is an error', async () => {
  const missing = { name: wide.name, tokenRule: 'DICTIONARY_LEARNING' as const };
  const { errors } = await web.ask(MetricsOfDictionaryDocument, { name: wide.name, corpus: 'verse' });

  assert.equal((await web.read(MetricsOfDictionaryDocument, missing)).dictionary?.metrics, null);
  assert.equal(errors?.[0].extensions.code, 'CORPUS_NOT_FOUND');
});

test('metrics are found by their id', async () => {
  const { node } = await web.read(MetricsNodeDocument, { id: expected.id });

  assert.deepEqual(node, { __typename: 'DictionaryMetrics', ...expected });
});

test('a ratio without a denominator is an error with its reason, and the others are served without it', async () => {
  const id = toNodeId('DictionaryMetrics', undefinedMetrics.id);
  const { errors } = await web.ask(MetricsNodeDocument, { id });
  const others = await web.ask(
    `{ node(id: "${id}") { ... on DictionaryMetrics { varianceExplained lossZeroAblated } } }`,
  );

  assert.equal(errors?.length, 1);
  assert.deepEqual(errors[0].path, ['node', 'fractionRecovered']);
  assert.deepEqual([errors[0].extensions.code, errors[0].extensions.at], ['METRIC_UNDEFINED', 'fractionRecovered']);
  assert.match(errors[0].message, /ablation to zero leaves the loss as it is/);
  assert.deepEqual(others.data, { node: { varianceExplained: 0.75, lossZeroAblated: 1 } });
});

test('a job to measure is started with the defaults of the schema', async () => {
  const { startMetrics } = await web.read(StartMetricsDocument, { input: { dictionary: wide.name, corpus: 'prose' } });

  assert.deepEqual(startMetrics.input, {
    dictionary: wide.name,
    corpus: 'prose',
    tokenRule: 'SAEQL',
    includeSpecialTokens: false,
  });
  assert.equal(startMetrics.kind, 'METRICS');
});
