/** Metrics by the command line, on the files that the repository ships. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { demoImports, residualDictionary } from '../support/demo-files.js';
import { saeql } from '../support/saeql.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const data = join(temporaryFolder(), 'data');
const command = ['metrics', residualDictionary, '--corpus', 'demo', '--max-tokens', '1500', '--data', data];

before(async () => {
  for (const name of ['model', 'corpus', 'residualDictionary'] as const) {
    const { status, stderr } = await saeql(...demoImports[name], '--data', data);
    assert.equal(status, 0, stderr);
  }
});

test('the numbers are printed as a table', async () => {
  const { status, stdout, stderr } = await saeql(...command, '--token-rule', 'dictionary_learning');

  assert.equal(status, 0, stderr);
  assert.match(stderr, /^metrics: \d+%/m);
  assert.match(stdout, /^demo\/resid_post.1\/0_512 on demo: 1500 tokens, rule dictionary_learning/);
  assert.match(stdout, /^L0 +\d+\.\d+$/m);
  assert.match(stdout, /^fraction of the loss recovered +0\.9\d+$/m);
  assert.match(stdout, /^dictionary_learning\.2023\.rmse +\d+\.\d+$/m);
});

test('with --json the field names are those of GraphQL', async () => {
  const { status, stdout, stderr } = await saeql(...command, '--context-tokens', '100', '--json', '--quiet');

  assert.equal(status, 0, stderr);
  const metrics = JSON.parse(stdout);
  assert.equal(metrics.tokenRule, 'SAEQL');
  assert.deepEqual(metrics.dictionary, { name: residualDictionary });
  assert.deepEqual(metrics.options, { contextTokens: 100, includeSpecialTokens: false, maxTokens: 1500 });
  assert.ok(metrics.fractionRecovered > 0.9 && metrics.fractionRecovered < 1, metrics.fractionRecovered);
  assert.ok(metrics.variants.some(({ definition }: { definition: string }) => definition === 'sparsify.fvu'));
});

test('an unknown rule is wrong usage, an unknown dictionary is refused', async () => {
  const usage = await saeql(...command, '--token-rule', 'mine');
  const refused = await saeql('metrics', 'demo/resid_post.1/0_51', '--corpus', 'demo', '--data', data);

  assert.equal(usage.status, 2);
  assert.match(usage.stderr, /saeql, dictionary-learning, saelens/);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /^DICTIONARY_NOT_FOUND: .*demo\/resid_post\.1\/0_512/);
});
