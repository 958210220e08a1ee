/** Importing, harvesting, listing and exporting by the command line, on the files that the repository ships. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { demoImports, mlpDictionary, residualDictionary } from '../support/demo-files.js';
import { saeql } from '../support/saeql.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const data = join(folder, 'data');

/** Runs the command with --json, requires success and returns the one document on standard output. */
async function json(...args: readonly string[]) {
  const { status, stdout, stderr } = await saeql(...args, '--json', '--data', data);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

before(async () => {
  await json(...demoImports.model);
  await json(...demoImports.corpus);
});

test('an imported model is printed with the field names of GraphQL', async () => {
  const model = await json(...demoImports.model);

  assert.deepEqual(
    { name: model.name, architecture: model.architecture, width: model.width, control: model.control },
    { name: 'demo', architecture: 'gpt_neox', width: 128, control: null },
  );
  assert.ok(model.hookPoints.some(({ name }: { name: string }) => name === 'mlp_out.1'));
});

test('importing the same thing again under the same name is the same thing', async () => {
  assert.deepEqual(await json(...demoImports.corpus), await json(...demoImports.corpus));
});

test('importing another thing under a taken name is refused', async () => {
  const args = [...demoImports.corpus.slice(0, 2), join(folder, 'other.txt'), '--name', 'demo'];
  writeFileSync(join(folder, 'other.txt'), 'one\ntwo\n');

  const { status, stderr } = await saeql(...args, '--data', data);

  assert.equal(status, 1);
  assert.match(stderr, /^NAME_TAKEN: /);
});

test('two dictionaries are harvested in one job, listed with their harvest, and exported', async () => {
  await json(...demoImports.mlpDictionary);
  await json(...demoImports.residualDictionary);

  const job = await json('harvest', mlpDictionary, residualDictionary, '--corpus', 'demo', '--max-tokens', '20000');
  const listing = await json('list');
  const target = join(folder, 'exported');
  const exported = await json('export', mlpDictionary, '--to', target, '--contexts', '3');

  assert.equal(job.state, 'SUCCEEDED');
  assert.equal(job.progress, 1);
  assert.deepEqual(
    job.results.map((harvest: { dictionary: { name: string } }) => harvest.dictionary.name),
    [mlpDictionary, residualDictionary],
  );
  assert.match(job.results[0].digest, /^[0-9a-f]{64}$/);
  assert.equal(job.results[0].provider, 'cpu');
  assert.deepEqual(
    listing.dictionaries.map(({ name }: { name: string }) => name),
    [mlpDictionary, residualDictionary],
  );
  assert.deepEqual(listing.dictionaries[0].harvest, job.results[0]);
  assert.deepEqual(listing.jobs, [job]);
  expectExport(target, exported.features, job.results[0].tokens);
});

function vectorsOf(target: string) {
  const file = readFileSync(join(target, 'vectors.safetensors'));
  const start = 8 + Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString('utf8', 8, start));
  const [from, to] = header.encoder_bias.data_offsets;
  return { header, biases: new Float32Array(Uint8Array.from(file.subarray(start + from, start + to)).buffer) };
}

function expectExport(target: string, size: number, tokens: number): void {
  const lines = readFileSync(join(target, 'features.jsonl'), 'utf8').trimEnd().split('\n');
  const features = lines.map((line) => JSON.parse(line));
  const { header } = vectorsOf(target);

  assert.equal(size, 512);
  assert.deepEqual(
    features.map(({ index }) => index),
    Array.from({ length: size }, (_, index) => index),
  );
  assert.deepEqual(header.decoder.shape, [512, 128]);
  for (const { statistics, topContexts } of features) {
    assert.equal(statistics.frequency, statistics.firings / tokens);
    const strengths = topContexts.nodes.map(({ maxActivation }: { maxActivation: number }) => maxActivation);
    assert.equal(strengths.length, Math.min(3, strengths.length));
    assert.equal(strengths[0] ?? 0, statistics.maxActivation);
  }
}

test('a pruned dictionary is listed, exported without what is gone, and examined', async () => {
  const name = `${mlpDictionary}_pruned`;
  const prune = ['prune', mlpDictionary, '--name', name, '--max-frequency', '0.05', '--remove', '3, 500,3'];
  const target = join(folder, 'exported-pruning');

  const pruned = await json(...prune);
  const { dictionaries } = await json('list');
  const exported = await json('export', name, '--to', target);
  const doctor = await json('doctor');

  const { size, pruning } = pruned;
  assert.deepEqual(pruning.of, { name: mlpDictionary });
  assert.deepEqual([pruning.maxFrequency, pruning.minFrequency, pruning.corpus], [0.05, null, { name: 'demo' }]);
  assert.ok(pruning.removed >= 2 && size === 512 - pruning.removed);
  assert.deepEqual(await json(...prune), pruned);
  assert.ok(dictionaries.some((dictionary: { name: string; size: number }) => dictionary.name === name));
  assert.equal(exported.features, size);
  const lines = readFileSync(join(target, 'features.jsonl'), 'utf8').trimEnd().split('\n');
  const indices = lines.map((line) => JSON.parse(line).index);
  assert.equal(indices.length, size);
  assert.ok(!indices.includes(3) && !indices.includes(500));
  assert.deepEqual(vectorsOf(target).header.decoder.shape, [size, 128]);
  // A row of the vectors is the feature of the same line.
  const { biases } = vectorsOf(join(folder, 'exported'));
  assert.deepEqual(
    [...vectorsOf(target).biases],
    indices.map((index) => biases[index]),
  );
  assert.ok(doctor.checks.every(({ ok }: { ok: boolean }) => ok));
});

test('a sweep is printed as the curve of its thresholds, and as a document', async () => {
  const sweep = ['prune', mlpDictionary, '--sweep', '--corpus', 'demo', '--max-tokens', '500'];
  const short = [...sweep, '--random-draws', '0', '--thresholds', '0.05,1'];

  const document = await json(...short, '--target-l0', '1000');
  const printed = await saeql(...short, '--data', data, '--quiet');

  assert.deepEqual(
    [document.dictionary, document.targetL0, document.points.length],
    [{ name: mlpDictionary }, 1000, 3],
  );
  assert.equal(document.chosen.removed, 0);
  assert.equal(document.chosen.metrics.options.maxTokens, 500);
  assert.equal(printed.status, 0, printed.stderr);
  assert.match(printed.stdout, /^max frequency +removed +L0 /m);
  assert.match(printed.stdout, /^0\.05 /m);
});

test('an export into a folder that exists is refused', async () => {
  const { status, stderr } = await saeql('export', mlpDictionary, '--to', folder, '--data', data);

  assert.equal(status, 1);
  assert.match(stderr, /^TARGET_EXISTS: /);
});

test('without a terminal progress is a line now and then, and none with --quiet', async () => {
  const args = ['harvest', mlpDictionary, '--corpus', 'demo', '--max-tokens', '5000', '--data', data];

  const quiet = await saeql(...args, '--quiet');
  const loud = await saeql(...args, '--window', '32');

  assert.deepEqual(quiet, { status: 0, stdout: '', stderr: '' });
  assert.equal(loud.status, 0, loud.stderr);
  assert.match(loud.stdout, /^Harvested demo\/mlp_out\.1\/0_512 on demo: \d+ tokens/);
  assert.match(loud.stderr, /^harvest: \d+%/);
  // A bar would draw with carriage returns or escape sequences.
  assert.ok(!loud.stderr.includes('\r') && !loud.stderr.includes('\u001b'));
});
