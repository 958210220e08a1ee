/** Feature scans by the command line, on the files that the repository ships. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { demoImports, mlpDictionary } from '../support/demo-files.js';
import { demo } from '../support/paths.js';
import { saeql } from '../support/saeql.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const data = join(temporaryFolder(), 'data');
const run = (...args: readonly string[]) => saeql(...args, '--data', data);

async function json(...args: readonly string[]) {
  const { status, stdout, stderr } = await run(...args, '--json');
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

before(async () => {
  await json(...demoImports.model);
  await json(...demoImports.mlpDictionary);
  const file = demo('datasets/work_confounded.csv');
  await json('import', 'dataset', file, '--name', 'work', '--text-column', 'text', '--label-column', 'label');
});

test('neurons are made, scanned beside a dictionary, and listed', async () => {
  const neurons = ['identity-dictionary', 'demo', '--hook-point', 'mlp_hidden.2', '--name', 'neurons'];
  const { stdout: made } = await run(...neurons);
  assert.equal(made, 'Made neurons: the 512 coordinates of mlp_hidden.2, those below 0 counted as 0.\n');

  const scan = ['scan', 'work', mlpDictionary, 'neurons', '--name', 'first', '--permutations', '100'];
  const document = await json(...scan);
  assert.deepEqual(document.dictionaries, [{ name: mlpDictionary }, { name: 'neurons' }]);
  assert.equal(document.hits.nodes.length, Math.min(20, document.hits.totalCount));
  const [best] = document.hits.nodes;
  assert.deepEqual([best.feature.dictionary.name, best.sign * best.sign, best.cluster], ['neurons', 1, 0]);

  const { status, stdout } = await run(...scan);
  assert.equal(status, 0);
  assert.match(stdout, /^first: \d+ features on work; by chance the best reaches an AUROC of 0\.\d{3}\.\n/);
  assert.ok(stdout.includes(`neurons#${best.feature.index}`));
});

test('what is wrong is said in one line', async () => {
  const { status, stderr } = await run('scan', 'works', mlpDictionary, '--name', 'second');
  assert.notEqual(status, 0);
  assert.match(stderr, /DATASET_NOT_FOUND/);
});

test('hits of a scan become an ensemble', async () => {
  const ensemble = ['ensemble', 'first', '--name', 'votes', '--rule', 'at-least', '--at-least', '2'];
  const document = await json(...ensemble);
  assert.deepEqual([document.kind, document.rule, document.atLeast, document.scan], ['ENSEMBLE', 'AT_LEAST', 2, { name: 'first' }]); // prettier-ignore
  assert.equal(document.curve.length, document.members.length);

  const { stdout } = await run(...ensemble);
  assert.match(stdout, /^votes: at least 2 of \d+ members, worth \d+\.\d that err independently\.\n/);
  const named = [mlpDictionary, 'neurons'].map((dictionary) => `${dictionary}#x`);
  const { status, stderr } = await run('ensemble', 'first', '--name', 'other', '--feature', named[0]);
  assert.notEqual(status, 0);
  assert.match(stderr, /dictionary#index/);
});
