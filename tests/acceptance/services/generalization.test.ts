/** Generalisation matrices of the planted world. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GeneralizationInput } from '../../../domain/evaluation.js';
import { GeneralizationDocument, StartGeneralizationDocument } from '../../generated/operations.js';
import { confounded, crossed, openClassifierDemo } from '../../support/classifier-demo.js';
import { expectError } from '../../support/expect-error.js';
import { openTestWeb } from '../../support/web.js';

const input: GeneralizationInput = {
  ...{ name: 'matrix', datasets: [confounded, crossed], model: 'demo', hookPoint: 'resid_post.3' },
  ...{ kinds: ['MASS_MEAN'], pooling: 'LAST', seed: 7 },
};

test('a diagonal is read on held-out rows, and the confounded set teaches less than the crossed one', async (t) => {
  const { services } = await openClassifierDemo(t);
  const web = await openTestWeb(services);
  t.after(() => web.close(0));
  const { kinds, ...given } = input;
  await web.read(StartGeneralizationDocument, {
    input: { ...given, kinds: [...kinds], datasets: [confounded, crossed] },
  });
  const job = await services.jobs.run(services.evaluations.startGeneralization(input).id);
  assert.equal(job.state, 'SUCCEEDED', job.error?.message);
  const { generalization } = await web.read(GeneralizationDocument, { name: 'matrix' });
  const cells = generalization?.rows ?? [];
  assert.deepEqual(
    cells.map(({ trainedOn, testedOn }) => [trainedOn.name, testedOn.name]),
    [confounded, crossed].flatMap((trained) => [confounded, crossed].map((tested) => [trained, tested])),
  );
  for (const { trainedOn, testedOn, accuracy } of cells) {
    if (trainedOn.name === testedOn.name) assert.ok(accuracy.n > 200 && accuracy.n < 300);
    else assert.ok(accuracy.n > 990);
  }
  const [own, transferred] = cells;
  assert.ok(transferred.accuracy.high < own.accuracy.low);
  assert.equal(services.evaluations.startGeneralization(input).state, 'SUCCEEDED');
});

test('what makes no matrix is refused before a job is queued', async (t) => {
  const { services, store } = await openClassifierDemo(t);
  const start = (wanted: Partial<GeneralizationInput>) => () =>
    services.evaluations.startGeneralization({ ...input, ...wanted });
  const rows = ['yes', 'no'].flatMap((label) => [1, 2, 3].map((n) => ({ text: `${label} ${n}`, label })));
  await services.imports.importDataset({ name: 'words', source: { kind: 'rows', rows } });
  await expectError(start({ datasets: [] }), 'ARGUMENT_INVALID');
  await expectError(start({ datasets: [crossed, crossed] }), 'ARGUMENT_INVALID');
  await expectError(start({ kinds: [] }), 'ARGUMENT_INVALID');
  await expectError(start({ datasets: [crossed, 'nowhere'] }), 'DATASET_NOT_FOUND');
  await expectError(start({ datasets: [crossed, 'words'] }), 'POSITIVE_LABEL_INVALID');
  await expectError(start({ hookPoint: 'resid_post.9' }), 'HOOK_POINT_UNKNOWN');
  assert.equal(store.jobs.unfinished().length, 0);
});
