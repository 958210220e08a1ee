/** The whole server on the shipped model: a client starts a harvest, watches it, and reads what it found. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { print } from 'graphql';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { toNodeId } from '../../../domain/node-id.js';
import type { App } from '../../../server/app.js';
import { openApp } from '../../../server/app.js';
import { readConfig } from '../../../server/config.js';
import { openServices } from '../../../server/open-services.js';
import type { DemoPageQuery } from '../../generated/operations.js';
import {
  DemoPageDocument,
  JobByIdDocument,
  JobProgressDocument,
  RemoveDocument,
  ServerInfoDocument,
  StartHarvestDocument,
  TokenizeDocument,
} from '../../generated/operations.js';
import { mlpDictionary } from '../../support/demo-files.js';
import { repositoryRoot } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const config = readConfig({
  SAEQL_DATA: temporaryFolder(),
  SAEQL_PORT: '0',
  SAEQL_PROVIDER: 'cpu',
  SAEQL_THREADS: '1',
  SAEQL_LOG_LEVEL: 'silent',
});
const harvestedTokens = 6000;
let app: App;
let address: string;

before(async () => {
  await importDemo();
  app = await openApp(config);
  address = await app.listen();
});
after(() => app.close());

async function importDemo(): Promise<void> {
  const { services, close } = await openServices(config);
  const demo = `${repositoryRoot}demo/`;
  await services.imports.importModel({ folder: `${demo}models/demo`, name: 'demo' });
  await services.imports.importCorpus({ file: `${demo}corpus.jsonl`, name: 'demo' });
  const path = `${demo}dictionaries/mlp_out.1/0_512`;
  await services.imports.importDictionary({ path, name: mlpDictionary, model: 'demo', hookPoint: 'mlp_out.1' });
  await close();
}

async function send(path: string, operation: TypedDocumentNode<unknown, never>, variables: object, accept: string) {
  const body = JSON.stringify({ query: print(operation), variables });
  const headers = { 'content-type': 'application/json', accept };
  return fetch(`${address}${path}`, { method: 'POST', headers, body });
}

async function ask<R, V extends object>(operation: TypedDocumentNode<R, V>, variables: V) {
  const response = await send(
    '/graphql',
    operation as TypedDocumentNode<unknown, never>,
    variables,
    'application/json',
  );
  return (await response.json()) as { data: R; errors?: { extensions: { code: string; at?: string } }[] };
}

async function page(variables: { first: number; filter?: object }): Promise<NonNullable<DemoPageQuery['dictionary']>> {
  const { data, errors } = await ask(DemoPageDocument, { dictionary: mlpDictionary, ...variables });
  assert.equal(errors, undefined);
  assert.ok(data.dictionary);
  return data.dictionary;
}

test('a harvest that a client starts is run by a process of the server, told as it goes, and published', async () => {
  const input = { dictionaries: [mlpDictionary], corpus: 'demo', windowTokens: 16, maxTokens: harvestedTokens };
  const { data } = await ask(StartHarvestDocument, { input });
  const watching = JobProgressDocument as TypedDocumentNode<unknown, never>;
  const stream = await send('/graphql/stream', watching, { id: data.startHarvest.id }, 'text/event-stream');
  const told = await stream.text();
  const { data: ended } = await ask(JobByIdDocument, { id: data.startHarvest.id });

  assert.match(told, /"state":"SUCCEEDED","progress":1/);
  assert.match(told, /event: complete/);
  assert.equal(ended.job?.error, null);
  assert.equal(ended.job?.state, 'SUCCEEDED');
  assert.deepEqual(
    ended.job?.results.map(({ __typename }) => __typename),
    ['Harvest'],
  );
});

test('the page of features fits together: frequencies, firings, histograms, tokens and contexts', async () => {
  const dictionary = await page({ first: 20, filter: { alive: true } });
  const { harvest, features } = dictionary;

  assert.ok(harvest && harvest.tokens > harvestedTokens * 0.9 && harvest.tokens <= harvestedTokens);
  assert.equal(features.totalCount, dictionary.size - harvest.dead);
  const frequencies = features.nodes.map(({ statistics }) => statistics?.frequency ?? NaN);
  assert.deepEqual(
    frequencies,
    [...frequencies].sort((a, b) => b - a),
  );
  for (const { statistics, activationHistogram, topContexts, topTokens } of features.nodes) {
    assert.ok(statistics && activationHistogram && topContexts && topTokens);
    assert.equal(statistics.firings, Math.round(statistics.frequency * harvest.tokens));
    assert.equal(sum(activationHistogram.counts), statistics.firings);
    assert.ok(sum(topTokens.map(({ firings }) => firings)) <= statistics.firings);
    assert.equal(topContexts.nodes[0].maxActivation, statistics.maxActivation);
  }
});

test('a context is text of the corpus with the feature peaking where it says', async () => {
  const { features } = await page({ first: 5, filter: { alive: true } });
  for (const { topContexts, silentContexts, sampledContexts, statistics } of features.nodes) {
    for (const context of topContexts?.nodes ?? []) {
      const strongest = Math.max(...context.activations);
      assert.equal(context.activations[context.peak], strongest);
      // float16 keeps 11 bits: relative 2^-11.
      assert.ok(Math.abs(strongest - context.maxActivation) <= context.maxActivation * 2 ** -11);
      assert.equal(context.tokens.length, context.tokenIds.length);
      assert.ok(context.tokens.length <= 16);
      assert.equal(context.before.length, Math.min(4, context.start));
      assert.deepEqual(context.after, []);
      assert.equal(context.corpus.name, 'demo');
    }
    assert.ok(silentContexts?.every(({ activations }) => activations.every((activation) => activation === 0)));
    assert.ok(
      sampledContexts?.every(({ contexts }) =>
        contexts.every((c) => c.maxActivation <= (statistics?.maxActivation ?? 0)),
      ),
    );
  }
});

test('what is out of range is refused by name', async () => {
  const query = async (fields: string) => {
    const body = JSON.stringify({ query: `{ dictionary(name: "${mlpDictionary}") { ${fields} } }` });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${address}/graphql`, { method: 'POST', headers, body });
    const { errors } = (await response.json()) as { errors: { extensions: { code: string; at: string } }[] };
    return [errors[0].extensions.code, errors[0].extensions.at];
  };

  assert.deepEqual(await query('harvest { frequencyHistogram(bins: 0) { counts } }'), ['ARGUMENT_INVALID', 'bins']);
  assert.deepEqual(await query('harvest { frequencyHistogram(from: 0, to: -1) { counts } }'), [
    'ARGUMENT_INVALID',
    'from',
  ]);
  assert.deepEqual(await query('feature(index: 0) { sampledContexts(quantiles: 0) { from } }'), [
    'ARGUMENT_INVALID',
    'quantiles',
  ]);
  assert.deepEqual(await query('feature(index: 512) { index }'), ['FEATURE_NOT_FOUND', 'index']);
  assert.deepEqual(await query('features(first: 1001) { totalCount }'), ['PAGE_SIZE_INVALID', 'first']);
  assert.deepEqual(await query('features(after: "x") { totalCount }'), ['CURSOR_INVALID', 'after']);
});

test('a text is tokenised by the tokenizer of the model, special token first where it adds one', async () => {
  const { data } = await ask(TokenizeDocument, { model: 'demo', text: 'The cat sat.', addSpecialTokens: false });

  assert.equal(data.tokenize.map(({ text }) => text).join(''), 'The cat sat.');
});

test('the server describes itself, and has loaded no model: harvests run elsewhere', async () => {
  const { data } = await ask(ServerInfoDocument, {});

  assert.match(data.server.version, /^\d+\.\d+\.\d+$/);
  assert.ok(data.server.storeVersion >= 1);
  assert.ok(data.server.executionProviders.some(({ name, available }) => name === 'cpu' && available));
  assert.deepEqual(data.server.loaded, []);
});

test('what others depend on is not removed, and a dictionary takes its harvest with it', async () => {
  const model = await ask(RemoveDocument, { id: toNodeId('Model', 'demo') });
  const dictionary = await ask(RemoveDocument, { id: toNodeId('Dictionary', mlpDictionary) });
  const gone = await ask(DemoPageDocument, { dictionary: mlpDictionary, first: 1 });

  assert.equal(model.errors?.[0].extensions.code, 'IN_USE');
  assert.equal(dictionary.data.remove, toNodeId('Dictionary', mlpDictionary));
  assert.equal(gone.errors?.[0].extensions.code, 'DICTIONARY_NOT_FOUND');
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
