/** Controls in a real store: twins of a tiny model, and random dictionaries in the shape of one. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { JobRecord, RandomizedModelInput } from '../../../domain/job.js';
import { readFeatureVectors } from '../../../engine/index.js';
import { expectError, expectResearchError } from '../../support/expect-error.js';
import { momentsOf, readWeights } from '../../support/model-weights.js';
import { openTestServices } from '../../support/open-services.js';
import { demo, fixture } from '../../support/paths.js';

const input: RandomizedModelInput = { model: 'tiny', name: 'tiny-random', scheme: 'ALL', seed: 7 };

async function withModel(t: TestContext) {
  const opened = await openTestServices(t);
  const model = await opened.services.imports.importModel({ folder: fixture('models/gpt-neox'), name: 'tiny' });
  const run = async (changes: Partial<RandomizedModelInput> = {}): Promise<JobRecord> => {
    const { controls, jobs } = opened.services;
    return jobs.run(controls.startRandomizedModel({ ...input, ...changes }).id);
  };
  return { ...opened, model, run };
}

test('a twin is made by a job, registered with what it is a control of, and kept like any model', async (t) => {
  const { store, services, model, run } = await withModel(t);

  const job = await run();

  assert.equal(job.state, 'SUCCEEDED', JSON.stringify(job.error));
  assert.deepEqual(job.results, [{ kind: 'Model', key: 'tiny-random' }]);
  const twin = services.catalog.getModel('tiny-random');
  const { generator, ...control } = twin.control ?? assert.fail('it is no control');
  assert.deepEqual(control, { of: 'tiny', scheme: 'ALL', seed: 7 });
  assert.match(generator ?? '', /philox/);
  assert.deepEqual(twin.hookPoints, model.hookPoints);
  assert.notEqual(twin.digest, model.digest);
  const weights = await readWeights(store.blobs.modelFolder(twin.digest));
  assert.ok(momentsOf(weights.get('onnx::MatMul_418') ?? new Float32Array()).deviation > 0);
  assert.deepEqual(readdirSync(join(store.folder, 'jobs')), []);
});

test('the same twin again is the same record, and its name is taken for any other', async (t) => {
  const { services, run } = await withModel(t);
  await run();
  const twin = services.catalog.getModel('tiny-random');

  const again = await run();

  assert.equal(again.state, 'SUCCEEDED');
  assert.deepEqual(services.catalog.getModel('tiny-random'), twin);
  const refused = (changes: Partial<RandomizedModelInput>) =>
    expectResearchError(() => services.controls.startRandomizedModel({ ...input, ...changes }), 'NAME_TAKEN');
  refused({ seed: 8 });
  refused({ scheme: 'KEEP_EMBEDDINGS' });
  refused({ name: 'tiny' });
});

test('the same twin under two names has one digest, another seed another', async (t) => {
  const { services, run } = await withModel(t);
  for (const changes of [{}, { name: 'b' }, { name: 'c', seed: 8 }, { name: 'd', seed: -8 }]) await run(changes);

  const digests = ['tiny-random', 'b', 'c', 'd'].map((name) => services.catalog.getModel(name).digest);

  assert.equal(digests[0], digests[1]);
  assert.equal(new Set(digests).size, 3);
});

test('a twin that was made elsewhere keeps its name to itself', async (t) => {
  const { services } = await withModel(t);
  const { name, model: of, scheme, seed } = input;
  await services.imports.importModel({ folder: fixture('models/gpt-neox'), name, control: { of, scheme, seed } });

  expectResearchError(() => services.controls.startRandomizedModel(input), 'NAME_TAKEN');
});

test('an unknown model, a bad name and a seed that is no Int are refused before anything is queued', async (t) => {
  const { store, services } = await withModel(t);
  const refused = (changes: Partial<RandomizedModelInput>, code: Parameters<typeof expectResearchError>[1]) =>
    expectResearchError(() => services.controls.startRandomizedModel({ ...input, ...changes }), code);

  assert.match(refused({ model: 'tine' }, 'MODEL_NOT_FOUND').message, /Did you mean "tiny"/);
  refused({ name: 'tiny random' }, 'NAME_INVALID');
  for (const seed of [2 ** 31, -(2 ** 31) - 1, 0.5, NaN])
    assert.match(refused({ seed }, 'ARGUMENT_INVALID').message, new RegExp(`${seed}.*-2147483648 to 2147483647`));
  assert.deepEqual(store.jobs.unfinished(), []);
});

test('a model that a queued job will read cannot be removed; asked for twice, the job is queued once', async (t) => {
  const { services } = await withModel(t);
  const { id } = services.controls.startRandomizedModel(input);

  assert.equal(services.controls.startRandomizedModel(input).id, id);
  await expectError(() => services.removal.remove({ kind: 'Model', key: 'tiny' }), 'IN_USE', {
    message: new RegExp(`job "${id}"`),
  });
});

test('a model whose files are gone fails the job with the file, and registers nothing', async (t) => {
  const { store, services, model, run } = await withModel(t);
  store.blobs.removeFolder(store.blobs.modelFolder(model.digest));

  const job = await run();

  assert.equal(job.error?.code, 'FILE_NOT_FOUND');
  assert.match(job.error?.message ?? '', /model\.onnx/);
  assert.equal(services.catalog.findModel('tiny-random'), undefined);
  assert.deepEqual(readdirSync(join(store.folder, 'jobs')), []);
});

test('what a killed run left is drawn again, to the same digest', async (t) => {
  const { store, services, run } = await withModel(t);
  await run({ name: 'undisturbed' });
  const { id } = services.controls.startRandomizedModel(input);
  const half = join(store.blobs.jobFolder(id), 'model');
  mkdirSync(half);
  writeFileSync(join(half, 'model.onnx_data'), 'half of the weights');

  const job = await services.jobs.run(id);

  assert.equal(job.state, 'SUCCEEDED', JSON.stringify(job.error));
  const { catalog } = services;
  assert.equal(catalog.getModel('tiny-random').digest, catalog.getModel('undisturbed').digest);
});

test('a run that is interrupted is queued again and then finishes; one that is cancelled leaves nothing', async (t) => {
  const { store, services } = await withModel(t);
  const { controls, jobs, catalog } = services;
  const { id } = controls.startRandomizedModel(input);

  assert.equal((await jobs.run(id, { signal: AbortSignal.abort() })).state, 'QUEUED');
  assert.equal((await jobs.run(id)).state, 'SUCCEEDED');
  const other = controls.startRandomizedModel({ ...input, name: 'other', seed: 8 });
  jobs.cancel(other.id);

  assert.equal((await jobs.run(other.id)).state, 'CANCELLED');
  assert.equal(catalog.findModel('other'), undefined);
  assert.deepEqual(readdirSync(join(store.folder, 'jobs')), []);
});

const like = 'demo/mlp_out.1/0_512';

async function withDictionary(t: TestContext) {
  const opened = await openTestServices(t);
  const { imports } = opened.services;
  await imports.importModel({ folder: demo('models/demo'), name: 'demo' });
  const real = await imports.importDictionary({
    path: demo('dictionaries/mlp_out.1/0_512'),
    name: like,
    model: 'demo',
  });
  return { ...opened, real };
}

test('a random dictionary stands where the other one stands, in its shape, with unit vectors of its own', async (t) => {
  const { store, services, real } = await withDictionary(t);

  const made = await services.controls.createRandomDictionary({ like, name: 'demo/mlp_out.1/random', seed: 1 });

  const { name, architecture, digest, provenance, ...place } = made;
  assert.deepEqual({ name, architecture }, { name: 'demo/mlp_out.1/random', architecture: 'RANDOM' });
  const { model, hookPoint, outputHookPoint, size, width, forward } = real;
  assert.deepEqual(place, { model, hookPoint, outputHookPoint, size, width, forward });
  assert.deepEqual(Object.keys(provenance.config as object), ['like', 'likeDigest', 'seed', 'generator']);
  const folder = store.blobs.dictionaryFolder(digest);
  const [{ decoder_D, encoder_D, encoderBias }] = await readFeatureVectors(folder, made, [511]);
  assert.ok(Math.abs(Math.hypot(...decoder_D) - 1) < 1e-6);
  assert.deepEqual([encoder_D, encoderBias], [decoder_D, 0]);
});

test('the same random dictionary again is the same record, and its name is taken for any other', async (t) => {
  const { services } = await withDictionary(t);
  const create = (changes: object = {}) =>
    services.controls.createRandomDictionary({ like, name: 'random', seed: 1, ...changes });
  const made = await create();

  assert.deepEqual(await create(), made);
  await expectError(() => create({ seed: 2 }), 'NAME_TAKEN', { at: 'name' });
  await expectError(() => create({ name: like }), 'NAME_TAKEN', { at: 'name' });
  assert.notEqual((await create({ name: 'other', seed: 2 })).digest, made.digest);
});

test('an unknown dictionary, a bad name and a seed that is no Int are refused for random dictionaries too', async (t) => {
  const { services } = await withDictionary(t);
  const create = (changes: object) =>
    services.controls.createRandomDictionary({ like, name: 'random', seed: 1, ...changes });

  await expectError(() => create({ like: 'demo/mlp_out.1/0_511' }), 'DICTIONARY_NOT_FOUND', { message: /0_512/ });
  await expectError(() => create({ name: 'a b' }), 'NAME_INVALID', {});
  await expectError(() => create({ seed: 2 ** 31 }), 'ARGUMENT_INVALID', { at: 'seed' });
});

test('a random dictionary in the shape of a pruning has as many features as survived, and keeps at most as many', async (t) => {
  const { store, services, real } = await withDictionary(t);
  const pruning = { of: like, root: like, removed: 500, indexRange: 512, goneIndices: '' };
  const topK = { ...real.forward, activation: { kind: 'topK', k: 24 } } as const;
  store.dictionaries.add({ ...real, name: 'pruned', size: 12, digest: 'none', forward: topK, pruning });
  const groups = { ...real.forward, activation: { kind: 'groupMax', k: 5 } } as const;
  store.dictionaries.add({ ...real, name: 'groups', size: 12, digest: 'none', forward: groups, pruning });

  const made = await services.controls.createRandomDictionary({ like: 'pruned', name: 'random', seed: 1 });

  assert.equal(made.size, 12);
  assert.equal(made.pruning, undefined);
  assert.deepEqual(made.forward.activation, { kind: 'topK', k: 12 });
  assert.ok(existsSync(store.blobs.dictionaryFolder(made.digest)));
  await expectError(
    () => services.controls.createRandomDictionary({ like: 'groups', name: 'other', seed: 1 }),
    'ARGUMENT_INVALID',
    { message: /12 features.*5 groups/, at: 'like' },
  );
});
