/** `saeql probe` fits, says what it made, and refuses in one line what cannot be fitted. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { demoImports } from '../support/demo-files.js';
import { demo } from '../support/paths.js';
import { saeql } from '../support/saeql.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const columns = ['--text-column', 'text', '--label-column', 'label', '--group-column', 'true'];

test('a probe is fitted, printed and listed, and what is wrong is one line and leaves nothing', async () => {
  const data = join(temporaryFolder(), 'data');
  const imported = ['import', 'dataset', demo('datasets/truth_easy_crossed.csv'), '--name', 'claims', ...columns];
  for (const command of [demoImports.model, imported])
    assert.equal((await saeql(...command, '--data', data)).status, 0);
  const probe = (...more: readonly string[]) =>
    saeql('probe', 'claims', '--model', 'demo', '--hook-point', 'resid_post.3', ...more, '--data', data);

  const refused = [
    [['--c', 'NaN'], /--c/],
    [['--c', '0'], /ARGUMENT_INVALID.*"c" is 0/],
    [['--target-false-positive-rate', '1'], /ARGUMENT_INVALID.*above 0 and below 1/],
    [['--split-by', 'true'], /DATASET_PART_TOO_SMALL/],
    [['--split-by', 'tru'], /DATASET_COLUMN_MISSING.*"true"/],
    [['--pooling', 'sum'], /--pooling/],
  ] as const;
  for (const [options, message] of refused) {
    const { status, stdout, stderr } = await probe('--name', 'truth', ...options);
    assert.notEqual(status, 0);
    assert.equal(stdout, '');
    assert.match(stderr, message);
  }
  const fitted = await probe('--name', 'truth', '--c', '1', '--json');
  assert.equal(fitted.status, 0, fitted.stderr);
  const { name, kind, weights, c, converged, warnings, fitting, trainedOn } = JSON.parse(fitted.stdout);
  assert.deepEqual([name, kind, weights.length, c, converged], ['truth', 'LOGISTIC', 128, 1, true]);
  assert.deepEqual([warnings, trainedOn.name, fitting.triedC], [[], 'claims', null]);
  const again = await probe('--name', 'truth', '--c', '1');
  assert.equal(again.status, 0, again.stderr);
  assert.match(again.stdout, /^truth: logistic regression on resid_post\.3 of demo, C 1/);
  const listed = JSON.parse((await saeql('list', '--json', '--data', data)).stdout);
  assert.deepEqual(listed.classifiers, [{ name: 'truth', kind: 'LOGISTIC', model: { name: 'demo' }, trainedOn: { name: 'claims' }, warnings: [] }]); // prettier-ignore
  assert.match((await saeql('list', '--data', data)).stdout, /Classifiers[^]*truth +LOGISTIC +demo +claims/);
});
