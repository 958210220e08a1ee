/** The scripts of examples/, run as another service would, against a server. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { demo, repositoryRoot } from '../support/paths.js';
import { openServedApp, type ServedApp } from '../support/served-app.js';

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.log('SKIPPED: there is no python3 here to run examples/classify.py');
const scripts = [
  { language: 'TypeScript', command: process.execPath, file: 'dist/examples/classify.js' },
  ...(hasPython ? [{ language: 'Python', command: 'python3', file: 'examples/classify.py' }] : []),
];
const csv = readFileSync(demo('datasets/truth_easy_confounded.csv'), 'utf8');
/** More than one request holds, and one that no model of this size sees whole. */
const statements = [...statementsOf(csv).slice(0, 120), 'too long '.repeat(400).trim()];

interface Line {
  readonly text: string;
  readonly label?: string;
  readonly score?: number;
  readonly error?: string;
}

test('both scripts write what the classifier says of every statement, and why it says nothing of one', async (t) => {
  const app = await openServedApp(t);
  await makeProbe(app);
  const outputs: Line[][] = [];
  for (const script of scripts) {
    const { status, stdout, stderr } = await run(script, app.address, ['truth'], statements);
    assert.equal(status, 0, stderr);
    outputs.push(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Line),
    );
  }
  const [lines, ...others] = outputs;

  assert.deepEqual(
    lines.map(({ text }) => text),
    statements,
  );
  for (const other of others) assert.deepEqual(other, lines);
  const labels = labelsOf(csv).slice(0, 120);
  const right = labels.filter((label, row) => lines[row].label === label).length;
  assert.ok(right >= 114, `${right} of 120 labels are those of the data set`);
  assert.match(lines[120].error ?? '', /^PROMPT_TOO_LONG .+ sees 256 tokens/);
});

for (const script of scripts)
  test(`the ${script.language} script ends with the server's own words when there is no such classifier`, async (t) => {
    const app = await openServedApp(t);
    const { status, stdout, stderr } = await run(script, app.address, ['nobody'], ['A text.']);

    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^CLASSIFIER_NOT_FOUND There is no classifier "nobody"/);
  });

async function makeProbe({ ask }: ServedApp): Promise<void> {
  const columns = { text: 'text', label: 'label' };
  const dataset = { name: 'truth', source: { csv: { text: csv, columns } }, positiveLabel: '1' };
  const probe = { name: 'truth', dataset: 'truth', model: 'demo', hookPoint: 'resid_post.3', c: 1 };
  await ask('mutation ($input: DatasetInput!) { importDataset(input: $input) { id } }', {
    variables: { input: dataset },
  });
  await ask('mutation ($input: ProbeInput!) { startProbe(input: $input) { id } }', { variables: { input: probe } });
  for (;;) {
    const { data } = await ask<{ jobs: { nodes: { state: string }[] } }>('{ jobs { nodes { state } } }');
    const state = data?.jobs.nodes[0].state;
    if (state === 'SUCCEEDED') return;
    assert.notEqual(state, 'FAILED');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function run(
  { command, file }: { readonly command: string; readonly file: string },
  address: string,
  args: readonly string[],
  lines: readonly string[],
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  const env = { ...process.env, SAEQL_URL: `${address}/graphql` };
  const child = spawn(command, [join(repositoryRoot, file), ...args], { env });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  child.stdin.end(`${lines.join('\n')}\n`);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...output }));
  });
}

/** The first two columns hold no quotes and no commas within. */
function statementsOf(text: string): string[] {
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[0]);
}

function labelsOf(text: string): string[] {
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[1]);
}
