/** Evaluations on the planted world: what is read, what stands beside it, and what is refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EvaluationInput, EvaluationRecord } from '../../../domain/evaluation.js';
import { divideRows } from '../../../services/classifiers/divide-rows.js';
import type { Services } from '../../../services/services.js';
import { confounded, crossed, openClassifierDemo } from '../../support/classifier-demo.js';
import { expectError } from '../../support/expect-error.js';
import { demo } from '../../support/paths.js';

async function run(services: Services, input: EvaluationInput): Promise<EvaluationRecord> {
  const job = await services.jobs.run(services.evaluations.start(input).id);
  assert.equal(job.state, 'SUCCEEDED', job.error?.message);
  const record = services.evaluations.findById(job.results[0].key);
  assert.ok(record);
  return record;
}

const baselineOf = (record: EvaluationRecord, name: string) => {
  const found = record.baselines.find((baseline) => baseline.name === name);
  assert.ok(found, name);
  return found;
};
const codesOf = (record: EvaluationRecord): string[] => record.warnings.map(({ code }) => code);

test('a probe is read on held-out rows alone, falls on the crossed set, and stands beside its baselines', async (t) => {
  const { services, addProbe, content } = await openClassifierDemo(t);
  await addProbe('probe', 'LAST');
  const groupBy = ['true', 'believed'];
  const own = await run(services, { classifier: 'probe', dataset: confounded, groupBy });
  const other = await run(services, { classifier: 'probe', dataset: crossed, groupBy });

  // A quarter of the groups is held out; 1000 rows of distinct texts are about 250.
  assert.ok(own.rows > 200 && own.rows < 300 && own.rows < content.rows.length);
  assert.equal(other.rows, 1000);
  assert.ok(other.accuracy.high < own.accuracy.low);
  assert.equal(other.groups.length, 4);
  assert.equal(other.worstGroup?.accuracy.value, Math.min(...other.groups.map(({ accuracy }) => accuracy.value)));
  assert.equal(baselineOf(own, 'bag of tokens').accuracy.value, 1);
  assert.ok(codesOf(own).includes('TOKEN_BASELINE_MATCHES'));
  assert.ok(baselineOf(other, 'bag of tokens').accuracy.high < other.accuracy.low);
  const permuted = baselineOf(other, 'permuted labels');
  assert.ok(permuted.auroc.low < 0.55 && permuted.auroc.high > 0.45);
});

test('the same evaluation gives the same record again, and is not repeated', async (t) => {
  const { services, store, addFeature } = await openClassifierDemo(t);
  addFeature('feature', 'MAX');
  const input = { classifier: 'feature', dataset: crossed, groupBy: [] };
  const first = await run(services, input);
  assert.equal((await run(services, input)).id, first.id);
  store.evaluations.remove(first.id);
  const again = await run(services, input);
  const { id: _, finishedAt: __, ...numbers } = again;
  const { id: ___, finishedAt: ____, ...before } = first;
  assert.deepEqual(numbers, before);
  assert.equal(first.worstGroup, null);
});

test('a second classifier on the same rows is told that the set has been used', async (t) => {
  const { services, addFeature } = await openClassifierDemo(t);
  addFeature('one', 'MAX');
  addFeature('two', 'MEAN');
  const first = await run(services, { classifier: 'one', dataset: crossed, groupBy: [] });
  const second = await run(services, { classifier: 'two', dataset: crossed, groupBy: [] });
  assert.deepEqual([first.testSetLooks, second.testSetLooks], [1, 2]);
  assert.ok(!codesOf(first).includes('TEST_SET_REUSED') && codesOf(second).includes('TEST_SET_REUSED'));
});

test('rows whose text the classifier was made from are left out and counted', async (t) => {
  const { services, addFeature, content } = await openClassifierDemo(t);
  addFeature('feature', 'MAX');
  const shouted = content.rows.map(({ text, label }) => ({ text: `  ${text.toUpperCase()}`, label }));
  await services.imports.importDataset({ name: 'copied', source: { kind: 'rows', rows: shouted } });
  const { rows, warnings } = await run(services, { classifier: 'feature', dataset: 'copied', groupBy: [] });
  const own = await run(services, { classifier: 'feature', dataset: confounded, groupBy: [] });
  assert.equal(rows, own.rows);
  assert.match(
    warnings.find(({ code }) => code === 'LEAK_DUPLICATE')?.message ?? '',
    new RegExp(`^${1000 - rows} rows`),
  );
});

test('small groups are warned of', async (t) => {
  const { services, addFeature } = await openClassifierDemo(t);
  addFeature('feature', 'MAX');
  const columns = { text: 'text', label: 'label', groups: ['subject', 'warm'] };
  const source = { kind: 'file' as const, file: demo(`datasets/${crossed}.csv`), columns };
  await services.imports.importDataset({ name: 'by-subject', source });
  const record = await run(services, { classifier: 'feature', dataset: 'by-subject', groupBy: ['subject', 'warm'] });
  assert.ok(record.groups.some(({ rows }) => rows < 30));
  assert.ok(codesOf(record).includes('SPARSE_GROUP'));
});

test('what cannot be evaluated is refused before a job is queued', async (t) => {
  const { services, store, addFeature, addEnsemble } = await openClassifierDemo(t);
  addFeature('feature', 'MAX');
  addEnsemble('ensemble', { atLeast: 2, members: [1, 2, 3] });
  const start = (input: Partial<EvaluationInput>) => () =>
    services.evaluations.start({ classifier: 'feature', dataset: crossed, groupBy: [], ...input });
  await services.imports.importDataset({
    name: 'words',
    source: { kind: 'rows', rows: ['yes', 'no'].flatMap((label) => [1, 2, 3].map((n) => ({ text: `${label} ${n}`, label }))) }, // prettier-ignore
  });

  await expectError(start({ classifier: 'features' }), 'CLASSIFIER_NOT_FOUND', { message: /Did you mean "feature"/ });
  await expectError(start({ dataset: 'nowhere' }), 'DATASET_NOT_FOUND');
  await expectError(start({ groupBy: ['believe'] }), 'DATASET_COLUMN_MISSING', { message: /believed/ });
  await expectError(start({ groupBy: ['true', 'true'] }), 'ARGUMENT_INVALID');
  await expectError(start({ dataset: 'words' }), 'POSITIVE_LABEL_INVALID', { message: /"1"/ });
  const model = store.models.find('demo');
  assert.ok(model);
  store.models.remove('demo');
  await expectError(start({}), 'CLASSIFIER_STALE', { message: /is gone/ });
  store.models.add({ ...model, digest: 'another' });
  await expectError(start({ classifier: 'ensemble' }), 'CLASSIFIER_STALE', { message: /another one/ });
  assert.equal(store.jobs.unfinished().length, 0);
});

test('rows of one class alone end the job with an error and leave nothing', async (t) => {
  const { services, store, addFeature, content } = await openClassifierDemo(t);
  const feature = addFeature('feature', 'MAX');
  // The only negative rows are copies of what the classifier was made from.
  const negatives = content.rows.filter(({ label }) => label === '0').map(({ text, label }) => ({ text, label }));
  const fresh = Array.from({ length: 10 }, (_, n) => ({ text: `The crowd number ${n} claps.`, label: '1' }));
  const { test: held } = divideRows(content, feature.division, '1');
  const heldOut = new Set(Array.from(held, (row) => content.rows[row].text));
  const rows = [...fresh, ...negatives.filter(({ text }) => !heldOut.has(text))];
  await services.imports.importDataset({ name: 'one-sided', source: { kind: 'rows', rows } });
  const job = await services.jobs.run(
    services.evaluations.start({ classifier: 'feature', dataset: 'one-sided', groupBy: [] }).id,
  );
  assert.deepEqual([job.state, job.error?.code], ['FAILED', 'DATASET_ONE_CLASS']);
  assert.equal(store.evaluations.list(['feature', 'one-sided']).length, 0);
});

test('a classifier that was made again no longer has the evaluations of the one before', async (t) => {
  const { services, store, addFeature } = await openClassifierDemo(t);
  const feature = addFeature('feature', 'MAX');
  const input = { classifier: 'feature', dataset: crossed, groupBy: [] };
  const { id } = await run(services, input);
  assert.equal(services.evaluations.find(input)?.id, id);
  store.classifiers.remove('feature');
  store.classifiers.add({ ...feature, digest: 'changed' });
  assert.equal(services.evaluations.find(input), undefined);
  assert.equal(services.evaluations.findById(id), undefined);
});
