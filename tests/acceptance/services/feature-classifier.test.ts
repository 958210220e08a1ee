/** Single features as classifiers: their sign and threshold, a wanted false-positive rate, and what is refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeatureClassifierInput, FeatureClassifierRecord } from '../../../domain/classifier.js';
import type { Services } from '../../../services/services.js';
import { confounded, crossed, openClassifierDemo } from '../../support/classifier-demo.js';
import { mlpDictionary } from '../../support/demo-files.js';
import { expectError } from '../../support/expect-error.js';

const input: FeatureClassifierInput = {
  ...{ name: 'one', feature: { dictionary: mlpDictionary, index: 3 }, dataset: confounded, pooling: 'MAX', seed: 0 },
};

async function make(
  services: Services,
  wanted: Partial<FeatureClassifierInput> = {},
): Promise<FeatureClassifierRecord> {
  const { id } = services.classifiers.startFeatureClassifier({ ...input, ...wanted });
  const job = await services.jobs.run(id);
  assert.equal(job.state, 'SUCCEEDED', job.error?.message);
  const made = services.classifiers.get(job.results[0].key);
  assert.ok(made.kind === 'FEATURE');
  return made;
}

test('a feature classifier is judged on rows that decided neither its sign nor its threshold', async (t) => {
  const { services } = await openClassifierDemo(t);
  const { hit, threshold } = await make(services);
  assert.equal(hit.threshold, threshold);
  assert.ok(hit.auroc.n > 200 && hit.auroc.n < 300 && hit.pValue > 0 && hit.pValue <= 1);
  const { id } = services.evaluations.start({ classifier: 'one', dataset: confounded, groupBy: [] });
  const job = await services.jobs.run(id);
  const evaluation = services.evaluations.findById(job.results[0].key);
  assert.deepEqual(evaluation?.auroc, hit.auroc);
  assert.deepEqual(evaluation?.accuracy, hit.accuracy);
});

test('what a classifier answers with, and what it was evaluated on, stay as long as they are needed', async (t) => {
  const { services, store } = await openClassifierDemo(t);
  const { hit } = await make(services);
  await services.jobs.run(services.evaluations.start({ classifier: 'one', dataset: crossed, groupBy: [] }).id);
  const remove = (kind: 'Model' | 'Dictionary' | 'Dataset', key: string) => () =>
    services.removal.remove({ kind, key });

  await expectError(remove('Model', 'demo'), 'IN_USE', { message: /the classifier "one"/ });
  await expectError(remove('Dictionary', hit.feature.dictionary), 'IN_USE', { message: /the classifier "one"/ });
  await expectError(remove('Dataset', crossed), 'IN_USE', { message: /the evaluation/ });
  services.removal.remove({ kind: 'FeatureClassifier', key: 'one' });
  remove('Dataset', crossed)();
  remove('Dictionary', hit.feature.dictionary)();
  assert.equal(store.datasets.find(crossed), undefined);
});

test('the same input gives the same classifier, and a name stands for one', async (t) => {
  const { services, store } = await openClassifierDemo(t);
  const first = await make(services);
  assert.equal((await make(services)).createdAt, first.createdAt);
  await expectError(() => services.classifiers.startFeatureClassifier({ ...input, seed: 1 }), 'NAME_TAKEN');
  store.classifiers.remove('one');
  const { createdAt: _, ...again } = await make(services);
  const { createdAt: __, ...before } = first;
  assert.deepEqual(again, before);
});

test('a wanted false-positive rate moves the threshold, and is refused where negatives are too few', async (t) => {
  const { services } = await openClassifierDemo(t);
  const free = await make(services);
  const kept = await make(services, { name: 'kept', targetFalsePositiveRate: 0.05 });
  assert.notEqual(kept.threshold, free.threshold);
  const rare = services.classifiers.startFeatureClassifier({ ...input, name: 'rare', targetFalsePositiveRate: 0.001 });
  const job = await services.jobs.run(rare.id);
  assert.equal(job.error?.code, 'NEGATIVES_TOO_FEW');
  // ln 0.05 / ln 0.999
  assert.match(job.error.message, /2995/);
  assert.equal(services.classifiers.find('rare'), undefined);
});

test('what cannot become a classifier is refused before a job is queued', async (t) => {
  const { services, store } = await openClassifierDemo(t);
  const start = (wanted: Partial<FeatureClassifierInput>) => () =>
    services.classifiers.startFeatureClassifier({ ...input, ...wanted });
  await expectError(start({ name: 'no name' }), 'NAME_INVALID');
  await expectError(start({ dataset: 'nowhere' }), 'DATASET_NOT_FOUND');
  await expectError(start({ feature: { dictionary: 'none', index: 0 } }), 'DICTIONARY_NOT_FOUND');
  await expectError(start({ feature: { dictionary: mlpDictionary, index: 512 } }), 'FEATURE_NOT_FOUND');
  await expectError(start({ splitBy: 'nothing' }), 'DATASET_COLUMN_MISSING');
  await expectError(start({ targetFalsePositiveRate: 1 }), 'ARGUMENT_INVALID');
  assert.equal(store.jobs.unfinished().length, 0);
});
