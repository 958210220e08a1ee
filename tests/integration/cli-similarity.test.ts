/** Similarities by the command line, on the files that the repository ships. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { demoImports, mlpDictionary, residualDictionary } from '../support/demo-files.js';
import { saeql } from '../support/saeql.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const data = join(temporaryFolder(), 'data');
const command = ['similarity', mlpDictionary, residualDictionary, '--data', data];

before(async () => {
  for (const name of ['model', 'corpus', 'mlpDictionary', 'residualDictionary'] as const) {
    const { status, stderr } = await saeql(...demoImports[name], '--data', data);
    assert.equal(status, 0, stderr);
  }
});

test('both directions are printed beside random vectors', async () => {
  const { status, stdout, stderr } = await saeql(...command, '--vectors', 'encoder');

  assert.equal(status, 0, stderr);
  assert.match(stderr, /^similarity: \d+%/m);
  assert.match(
    stdout,
    /^encoder vectors of demo\/mlp_out\.1\/0_512 \(512 features\) in demo\/resid_post\.1\/0_512 \(512\)$/m,
  );
  assert.match(stdout, /^mean max cosine of the truth +0\.\d{4} +0\.\d{4} ± 0\.\d{4}$/m);
  assert.match(stdout, /^one to one, 512 pairs +0\.\d{4}/m);
});

test('with --json the field names are those of GraphQL, and asking again gives the same', async () => {
  const first = await saeql(...command, '--json', '--quiet');
  const again = await saeql(...command, '--json', '--quiet');

  assert.equal(first.status, 0, first.stderr);
  const similarity = JSON.parse(first.stdout);
  assert.deepEqual([similarity.truth, similarity.query], [{ name: mlpDictionary }, { name: residualDictionary }]);
  assert.deepEqual([similarity.vectors, similarity.aliveCorpus, similarity.truthCount], ['DECODER', null, 512]);
  assert.ok(similarity.meanMaxCosine > similarity.randomBaseline, first.stdout);
  assert.equal(typeof similarity.encoderDecoderAgreement, 'number');
  assert.equal(similarity.provider, 'cpu');
  assert.equal(again.stdout, first.stdout);
});

test("random vectors with the truth's covariance are a column of their own", async () => {
  const [truth, query] = [residualDictionary, mlpDictionary];
  const words = ['similarity', truth, query, '--data', data, '--random-vectors', 'covariance', '--quiet'];
  const { status, stdout, stderr } = await saeql(...words);
  const json = JSON.parse((await saeql(...words, '--json')).stdout);

  assert.equal(status, 0, stderr);
  assert.match(stdout, /^number +value +random vectors +with the truth's covariance$/m);
  assert.match(stdout, /^of the query +0\.\d{4} +0\.\d{4} ± 0\.\d{4} +0\.\d{4} ± 0\.\d{4}$/m);
  assert.ok(json.covarianceBaseline.randomBaseline > json.randomBaseline);
});

test('a dictionary compared with itself says so', async () => {
  const { status, stdout } = await saeql('similarity', mlpDictionary, mlpDictionary, '--data', data, '--quiet');

  assert.equal(status, 0);
  assert.match(stdout, /which says nothing/);
});

test('an alive rule needs a corpus and a harvest; what cannot be read is wrong usage', async () => {
  const refused = await saeql(...command, '--alive', 'demo:0.001');
  const unknown = await saeql(...command, '--alive', 'dem');
  const usage = await saeql(...command, '--alive', 'demo:often');
  const choice = await saeql(...command, '--random-vectors', 'some');

  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /^NOT_HARVESTED: .*saeql harvest demo\/mlp_out\.1\/0_512 --corpus demo/s);
  assert.equal(unknown.status, 1);
  assert.match(unknown.stderr, /^CORPUS_NOT_FOUND: .*Did you mean "demo".*alive\.corpus/);
  assert.deepEqual([usage.status, choice.status], [2, 2]);
  assert.match(choice.stderr, /Use one of uniform, covariance/);
});
