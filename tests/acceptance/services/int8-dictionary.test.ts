/** Int8 dictionaries of the shipped model: what is recorded, what works on them, and what is refused. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Int8DictionaryInput } from '../../../domain/job.js';
import { EncodingErrorOfDocument, Int8DictionaryDocument } from '../../generated/operations.js';
import { expectError } from '../../support/expect-error.js';
import { openDemo } from '../../support/open-demo.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { openTestWeb } from '../../support/web.js';

const source = 'demo/mlp_out.1/0_512';
const input: Int8DictionaryInput = { name: 'int8', of: source, corpus: 'words', maxTokens: 1000 };
const asker = { signal: new AbortController().signal };

async function openWithInt8(t: TestContext) {
  const opened = await openDemo(t, { dictionaries: [source], corpus: 'words' });
  const { services } = opened;
  const make = (changes: Partial<Int8DictionaryInput> = {}) =>
    services.jobs.run(services.int8Dictionaries.start({ ...input, ...changes }).id);
  return { ...opened, make };
}

test('a job makes the dictionary, and its error is served with what it was measured on', async (t) => {
  const { services } = await openDemo(t, { dictionaries: [source], corpus: 'words' });
  const web = await openTestWeb(services);
  const wanted = { name: 'int8', of: source, corpus: 'words', maxTokens: 1000 };
  const { startInt8Dictionary } = await web.read(Int8DictionaryDocument, { input: wanted });
  const { id } = services.int8Dictionaries.start(input);
  assert.equal(startInt8Dictionary.kind, 'INT8_DICTIONARY');
  const job = await services.jobs.run(id);
  assert.deepEqual([job.state, job.error, job.results], ['SUCCEEDED', null, [{ kind: 'Dictionary', key: 'int8' }]]);

  const { dictionary } = await web.read(EncodingErrorOfDocument, { dictionary: 'int8' });
  const float32 = services.catalog.getDictionary(source);
  const error = dictionary?.encodingError;
  assert.ok(error);
  assert.deepEqual(
    [error.of, error.ofDigest, error.corpus, error.corpusDigest, error.maxTokens],
    [source, float32.digest, 'words', services.catalog.getCorpus('words').digest, 1000],
  );
  assert.ok(error.tokens > 900 && error.tokens <= 1000);
  assert.ok(error.firings > error.tokens);
  // Weights are rounded to 1 in 64 and activations to 1 in 127 of their largest: a few per cent, and not nothing.
  const relative = (error.rootMeanSquare ?? 0) / (error.activationRootMeanSquare ?? 0);
  assert.ok(relative > 1e-4 && relative < 0.05, `relative error ${relative}`);
  assert.ok(error.largest >= (error.rootMeanSquare ?? Infinity));
  assert.ok((error.missedShare ?? 1) < 0.1 && (error.addedShare ?? 1) < 0.1);

  const { dictionary: before } = await web.read(EncodingErrorOfDocument, { dictionary: source });
  assert.equal(before?.encodingError, null);
  const made = services.catalog.getDictionary('int8');
  assert.notEqual(made.digest, float32.digest);
  assert.equal(made.provenance.format, 'int8');
  assert.equal((made.provenance.config as { of: string }).of, source);
});

test('the recorded error is that of the two dictionaries on a prompt of the same tokens', async (t) => {
  const { services, make } = await openWithInt8(t);
  const text = 'Ruth the medic reads a long letter from the village and walks home';
  const { imports } = services;
  const file = join(temporaryFolder(), 'one.jsonl');
  await writeFile(file, `${JSON.stringify({ text })}\n`);
  await imports.importCorpus({ file, name: 'one' });
  await make({ corpus: 'one', maxTokens: 4096 });

  const prompts = [{ kind: 'raw', text } as const];
  const [found] = await services.inference.featureActivations({ dictionaries: [source, 'int8'], prompts }, asker);
  assert.ok(!(found instanceof Error));
  const tokens = await services.tokens.tokenize('demo', text, true);
  const counted = (position: number): boolean => !tokens[position].special;
  const [float32, int8] = found.firings.map(({ position_N, feature_N, activation_N }) => {
    const entries = [...activation_N].map((activation, n): [string, number] => [
      `${position_N[n]} ${feature_N[n]}`,
      activation,
    ]);
    return new Map(entries.filter(([key]) => counted(Number.parseInt(key, 10))));
  });
  const pairs = new Set([...float32.keys(), ...int8.keys()]);
  const differences = [...pairs].map((pair) => Math.abs((float32.get(pair) ?? 0) - (int8.get(pair) ?? 0)));
  const error = services.catalog.getDictionary('int8').encodingError;
  assert.ok(error);
  assert.equal(error.tokens, tokens.filter(({ special }) => !special).length);
  assert.equal(error.firings, float32.size);
  // Batches are padded to other lengths here and there, which may change the last bits of the model's activations.
  const near = (found: number | null, wanted: number) => assert.ok(Math.abs((found ?? NaN) - wanted) < 1e-5);
  near(error.largest, Math.max(...differences));
  near(error.rootMeanSquare, Math.sqrt(differences.reduce((sum, each) => sum + each ** 2, 0) / pairs.size));
  near(error.missedShare, [...float32.keys()].filter((pair) => !int8.has(pair)).length / float32.size);
  near(error.addedShare, [...int8.keys()].filter((pair) => !float32.has(pair)).length / float32.size);
  const shares = new Map<string, number[]>();
  for (const pair of float32.keys()) {
    const [position] = pair.split(' ');
    shares.set(position, [...(shares.get(position) ?? []), int8.has(pair) ? 1 : 0]);
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  near(error.overlap, mean([...shares.values()].map(mean)));
});

test('harvests, metrics, similarities, prunings and random dictionaries work on it', async (t) => {
  const { services, make } = await openWithInt8(t);
  await make();
  const done = async (id: string) => {
    const job = await services.jobs.run(id);
    assert.deepEqual([job.state, job.error], ['SUCCEEDED', null]);
  };
  const read = { corpus: 'words', includeSpecialTokens: false, maxTokens: 2000 };
  const kept = { contextsPerFeature: 2, windowTokens: 16 };
  await done(services.jobs.startHarvest({ dictionaries: ['int8', source], ...read, ...kept }).id);
  const [l0, wanted] = await Promise.all(
    ['int8', source].map(async (dictionary) => {
      await done(services.metrics.start({ dictionary, tokenRule: 'SAEQL', ...read }).id);
      return services.metrics.find(dictionary, { corpus: 'words', tokenRule: 'SAEQL' })?.l0 ?? NaN;
    }),
  );
  assert.ok(Math.abs(l0 / wanted - 1) < 0.05, `${l0} features fire instead of ${wanted}`);
  assert.notEqual(services.harvests.find('int8')?.digest, services.harvests.find(source)?.digest);

  const random = await services.controls.createRandomDictionary({ like: 'int8', name: 'random', seed: 1 });
  assert.equal(random.forward.product, undefined);
  assert.equal(random.encodingError, undefined);
  const pruned = services.prunings.create({ dictionary: 'int8', name: 'pruned', removeFeatures: [0, 1] });
  assert.deepEqual(pruned.encodingError, services.catalog.getDictionary('int8').encodingError);
  const prompts = [{ kind: 'raw', text: 'Ruth the medic reads' } as const];
  const dictionaries = ['pruned', 'random'];
  const [found] = await services.inference.featureActivations({ dictionaries, prompts }, asker);
  assert.ok(!(found instanceof Error));
  const [{ feature_N }] = found.firings;
  assert.ok(feature_N.every((feature) => feature > 1));
});

test('asked for again it is there; another thing of its name, and what cannot be made, is refused', async (t) => {
  const { services, make } = await openWithInt8(t);
  const first = await make();
  assert.deepEqual((await make()).results, first.results);
  services.prunings.create({ dictionary: source, name: 'pruned', removeFeatures: [3] });
  const refused = (changes: Partial<Int8DictionaryInput>, code: Parameters<typeof expectError>[1]) =>
    expectError(async () => services.int8Dictionaries.start({ ...input, ...changes }), code);
  await refused({ maxTokens: 999 }, 'NAME_TAKEN');
  await refused({ name: source }, 'NAME_TAKEN');
  await refused({ name: '' }, 'NAME_INVALID');
  await refused({ name: 'other', of: 'none' }, 'DICTIONARY_NOT_FOUND');
  await refused({ name: 'other', of: 'int8' }, 'ARGUMENT_INVALID');
  await refused({ name: 'other', of: 'pruned' }, 'ARGUMENT_INVALID');
  await services.controls.createIdentityDictionary({ model: 'demo', hookPoint: 'mlp_out.1', name: 'identity' });
  await refused({ name: 'other', of: 'identity' }, 'ARGUMENT_INVALID');
  await refused({ name: 'other', corpus: 'none' }, 'CORPUS_NOT_FOUND');
  await refused({ name: 'other', maxTokens: 0 }, 'ARGUMENT_INVALID');
});

test('without a corpus it is the only one, or that of the newest harvest', async (t) => {
  const { services } = await openDemo(t, { dictionaries: [source], corpus: 'words' });
  const { corpus, ...unnamed } = input;
  const start = () => services.int8Dictionaries.start(unnamed).input as Int8DictionaryInput;
  assert.equal(start().corpus, corpus);
  const file = join(temporaryFolder(), 'other.jsonl');
  await writeFile(file, `${JSON.stringify({ text: 'Ruth the medic reads' })}\n`);
  await services.imports.importCorpus({ file, name: 'other' });
  await expectError(async () => start(), 'ARGUMENT_INVALID', { at: 'corpus' });
  const read = { corpus: 'other', includeSpecialTokens: false, contextsPerFeature: 2, windowTokens: 16 };
  await services.jobs.run(services.jobs.startHarvest({ dictionaries: [source], ...read }).id);
  assert.equal(start().corpus, 'other');
});

test('while a job will read it, its source is not removed; made, it does without', async (t) => {
  const { services, make } = await openWithInt8(t);
  const queued = services.int8Dictionaries.start(input);
  await expectError(async () => services.removal.remove({ kind: 'Dictionary', key: source }), 'IN_USE');
  await services.jobs.run(queued.id);
  services.removal.remove({ kind: 'Dictionary', key: source });
  const prompts = [{ kind: 'raw', text: 'Ruth' } as const];
  const [found] = await services.inference.featureActivations({ dictionaries: ['int8'], prompts }, asker);
  assert.ok(!(found instanceof Error));
  await expectError(async () => make({ name: 'second' }), 'DICTIONARY_NOT_FOUND');
});
