/** Evaluating and asking a classifier by the command line. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { migrations } from '../../migrations/index.js';
import { openStore } from '../../store/open-store.js';
import { demoImports } from '../support/demo-files.js';
import { demo } from '../support/paths.js';
import { saeql } from '../support/saeql.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const data = join(folder, 'data');
const columns = ['--text-column', 'text', '--label-column', 'label', '--group-column', 'true'];

/** A probe that leans on nothing but its bias, which tells the commands from the arithmetic. */
async function addProbe(): Promise<void> {
  const store = await openStore(data, { migrations });
  const [model, dataset] = [store.models.find('demo'), store.datasets.find('claims')];
  assert.ok(model && dataset);
  store.classifiers.add({
    ...{
      name: 'probe',
      kind: 'LOGISTIC',
      model: 'demo',
      modelDigest: model.digest,
      tokenizerDigest: model.tokenizerDigest,
      hookPoint: 'embed',
    },
    ...{ dataset: 'claims', datasetDigest: dataset.digest, positiveLabel: '1', negativeLabel: '0', pooling: 'LAST' },
    ...{ division: { splitBy: null, seed: 0 }, threshold: 0, calibration: { slope: 1, intercept: 0 }, bias: -2 },
    weights_D: new Array<number>(128).fill(0),
    ...{ c: 1, converged: true, iterations: 1, input: {}, digest: 'ab', version: '0', createdAt: '2026-01-01' },
  });
  await store.close();
}

test('a classifier is evaluated and asked, and what is wrong is one line', async () => {
  for (const command of [
    demoImports.model,
    ['import', 'dataset', demo('datasets/truth_easy_crossed.csv'), '--name', 'claims', ...columns],
  ])
    assert.equal((await saeql(...command, '--data', data)).status, 0);
  await addProbe();

  const evaluated = await saeql('evaluate', 'probe', 'claims', '--group-by', 'true', '--json', '--data', data);
  assert.equal(evaluated.status, 0, evaluated.stderr);
  const evaluation = JSON.parse(evaluated.stdout);
  assert.deepEqual(
    [evaluation.classifier.name, evaluation.dataset.name, evaluation.testSetLooks],
    ['probe', 'claims', 1],
  );
  // It always says no: right for every row that is not true, and for no other.
  assert.deepEqual(
    evaluation.groups.map((group: { accuracy: { value: number } }) => group.accuracy.value),
    [1, 0],
  );
  const lines = (await saeql('evaluate', 'probe', 'claims', '--group-by', 'true', '--data', data)).stdout;
  assert.match(lines, /true=1 +\d+ +0\.000[^]*bag of tokens[^]*NULL_NOT_BEATEN/);

  const file = join(folder, 'statements.txt');
  writeFileSync(file, 'The crowd claps.\n\nThe crowd boos.\n');
  const answered = await saeql('classify', 'probe', 'One.', '--file', file, '--json', '--data', data);
  const answers = JSON.parse(answered.stdout);
  assert.deepEqual(
    answers.map(({ label, score }: { label: string; score: number }) => [label, score]),
    [1, 2, 3].map(() => ['0', -2]),
  );
  const bad = await saeql('classify', 'probe', 'One.', '', '--data', data);
  assert.equal(bad.status, 1);
  assert.match(bad.stdout, /0 +-2\.0000 +0\.1192 +One\.\nPROMPT_EMPTY/);
  assert.match(bad.stderr, /PROMPT_EMPTY/);
  const unknown = await saeql('classify', 'prob', 'One.', '--data', data);
  assert.deepEqual([unknown.status, unknown.stdout], [1, '']);
  assert.match(unknown.stderr, /CLASSIFIER_NOT_FOUND.*"probe"/);
});
