/** `saeql demo`: what `npm start` runs on a fresh clone. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from '../support/paths.js';
import { saeql, startSaeql, textFrom } from '../support/saeql.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const data = join(temporaryFolder(), 'data');

interface Tried {
  /** To the queries that the demonstration prints. */
  readonly answers: Record<string, unknown>[];
  /** To the query of the README. */
  readonly readme: unknown;
  readonly stderr: string;
}

/** Starts the demonstration, asks it, and stops it. */
async function tryDemo(): Promise<Tried> {
  const demo = startSaeql(['demo', '--port', '0', '--data', data]);
  let printed = '';
  demo.process.stdout.on('data', (text: string) => (printed += text));
  const [, address] = await textFrom(demo, /Serving (\S+)[^]*\n}\n$/);
  const queries = printed.split(/^#.*$/m).slice(1);
  const answers = await Promise.all(queries.map((query) => ask(address, query)));
  const readme = await ask(address, fromReadme('graphql'));
  demo.process.kill('SIGINT');
  const { status, stderr } = await demo.finished;
  assert.equal(status, 0, stderr);
  return { answers, readme, stderr };
}

async function ask(address: string, query: string): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data: answer, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
  assert.equal(errors, undefined);
  return answer;
}

/** The first code block of this language. */
function fromReadme(language: string): string {
  const block = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(
    readFileSync(`${repositoryRoot}README.md`, 'utf8'),
  );
  assert.ok(block, `the README has no block of ${language}`);
  return block[1];
}

/** Kernels of other processors add in another order: activations may differ by 1e-4 of their size, texts and counts not. */
function expectClose(actual: unknown, expected: unknown, path: string): void {
  if (typeof expected === 'number') {
    assert.ok(Math.abs(Number(actual) - expected) <= 1e-4 * Math.abs(expected), `${path}: ${actual} for ${expected}`);
  } else if (typeof expected === 'object' && expected !== null) {
    assert.deepEqual(Object.keys(Object(actual)), Object.keys(expected), path);
    for (const [key, value] of Object.entries(expected)) expectClose(Object(actual)[key], value, `${path}.${key}`);
  } else {
    assert.equal(actual, expected, path);
  }
}

test('fills the store, answers the queries that it prints, and harvests only once', async () => {
  const first = await tryDemo();
  const second = await tryDemo();

  expectClose(first.readme, JSON.parse(fromReadme('json')).data, 'README');
  assert.equal(first.answers.length, 3);
  assert.ok(first.answers.every((answer) => Object.values(answer).every((field) => field !== null)));
  assert.deepEqual(second.answers, first.answers);
  assert.match(first.stderr, /harvest: 0%/);
  assert.doesNotMatch(second.stderr, /harvest: /);
  const listing = JSON.parse((await saeql('list', '--data', data, '--json')).stdout);
  assert.deepEqual(
    listing.jobs.map(({ state }: { state: string }) => state),
    ['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED'],
  );
});
