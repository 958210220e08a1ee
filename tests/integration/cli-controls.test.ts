/** Twins and random dictionaries by the command line, on the files that the repository ships. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { demoImports, mlpDictionary } from '../support/demo-files.js';
import { demo } from '../support/paths.js';
import { saeql, startSaeql, textFrom } from '../support/saeql.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const data = join(temporaryFolder(), 'data');
const randomize = (name: string, ...options: readonly string[]): string[] => [
  ...['randomize', 'demo', '--name', name, '--scheme', 'all', '--seed', '11'],
  ...options,
];

/** Runs the command with --json, requires success and returns the one document on standard output. */
async function json(...args: readonly string[]) {
  const { status, stdout, stderr } = await saeql(...args, '--json', '--data', data);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

before(async () => {
  await json(...demoImports.model);
  await json(...demoImports.mlpDictionary);
});

test('a twin is printed as what its job made, listed, and the same when it is asked for again', async () => {
  const job = await json(...randomize('twin'));
  const again = await json(...randomize('twin'));
  const listing = await json('list');

  const [twin] = job.results;
  assert.equal(job.kind, 'RANDOMIZED_MODEL');
  assert.equal(job.state, 'SUCCEEDED');
  assert.deepEqual(twin.control, { of: { name: 'demo' }, scheme: 'ALL', seed: 11 });
  assert.deepEqual(again.results, job.results);
  assert.deepEqual(
    listing.models.find(({ name }: { name: string }) => name === 'twin'),
    twin,
  );
  assert.deepEqual(listing.jobs[0].results, [twin]);
});

test('without --json a line says what was made', async () => {
  const model = await saeql(...randomize('spoken', '--data', data, '--quiet'));
  const { stdout } = await saeql(...randomize('spoken', '--data', data));
  const dictionary = ['random-dictionary', mlpDictionary, '--name', 'random', '--seed', '1', '--data', data];
  const { stdout: made } = await saeql(...dictionary);

  assert.deepEqual([model.status, model.stdout], [0, '']);
  assert.match(stdout, /^Randomised demo to spoken: seed 11, digest [0-9a-f]{64}\.\n$/);
  assert.equal(made, `Made random: 512 random directions in the shape of ${mlpDictionary}, seed 1.\n`);
});

test('a random dictionary is printed with what it was made of, and is the same when it is asked for again', async () => {
  const args = ['random-dictionary', mlpDictionary, '--name', 'directions', '--seed', '5'];
  const made = await json(...args);

  assert.equal(made.architecture, 'RANDOM');
  assert.equal(made.provenance.config.like, mlpDictionary);
  assert.equal(made.provenance.config.seed, 5);
  assert.deepEqual(await json(...args), made);
});

test('an int8 dictionary is printed with its error, and is the same when it is asked for again', async () => {
  await json('import', 'corpus', demo('corpus.jsonl'), '--name', 'words');
  const args = ['int8-dictionary', mlpDictionary, '--name', 'int8', '--corpus', 'words', '--max-tokens', '500'];
  const job = await json(...args);
  const [made] = job.results;

  assert.equal(job.kind, 'INT8_DICTIONARY');
  assert.equal(made.provenance.format, 'int8');
  assert.equal(made.encodingError.of, mlpDictionary);
  assert.ok(made.encodingError.rootMeanSquare > 0);
  assert.deepEqual((await json(...args)).results, job.results);
  const { stdout } = await saeql(...args, '--data', data);
  assert.match(stdout, /^Made int8 of .*: root mean square error [\d.]+ of [\d.]+, [\d.]+% of the firings missed, /);
});

test('a taken name, an unknown model and a seed that is too large are refused in one line', async () => {
  const refusal = async (...args: readonly string[]) => {
    const { status, stdout, stderr } = await saeql(...args, '--data', data);
    assert.deepEqual([status, stdout], [1, '']);
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
    return stderr;
  };
  assert.match(await refusal(...randomize('demo')), /^NAME_TAKEN: /);
  assert.match(await refusal('randomize', 'dmo', ...randomize('x').slice(2)), /^MODEL_NOT_FOUND: .*"demo"/);
  assert.match(await refusal(...randomize('x', '--seed', '2147483648')), /^ARGUMENT_INVALID: .*2147483648/);
});

test('an unknown scheme, a missing seed and a seed that is no number are wrong usage', async () => {
  const usage = async (args: readonly string[], message: RegExp) => {
    const { status, stderr } = await saeql(...args, '--data', data);
    assert.equal(status, 2);
    assert.match(stderr, message);
  };
  await usage(randomize('x', '--scheme', 'some'), /all, keep-embeddings/);
  await usage(randomize('x').slice(0, 6), /--seed/);
  await usage(randomize('x', '--seed', 'one'), /whole number/);
});

test('killed in the middle, it leaves no model, and the same command makes the twin', async () => {
  const args = [...randomize('killed'), '--data', data];
  const started = startSaeql(args);
  await textFrom(started, /randomisation: \d+%/);
  started.process.kill('SIGKILL');
  const { status } = await started.finished;
  const models = async () => (await json('list')).models.map(({ name }: { name: string }) => name);

  assert.equal(status, null);
  assert.ok(!(await models()).includes('killed'));
  const job = await json(...randomize('killed'));
  const [{ digest }] = (await json(...randomize('twin'))).results;
  assert.equal(job.results[0].digest, digest);
  assert.deepEqual(readdirSync(join(data, 'jobs')), []);
});
