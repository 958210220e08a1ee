/** `saeql demo`: what `npm start` runs on a fresh clone. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { saeql, startSaeql, textFrom } from '../support/saeql.js';
import { folderForFile } from '../support/temporary-folder.js';

const data = join(folderForFile(), 'data');

/** Starts the demonstration, asks it the queries that it prints, and stops it. */
async function tryDemo(): Promise<{ answers: Record<string, unknown>[]; stderr: string }> {
  const demo = startSaeql(['demo', '--port', '0', '--data', data]);
  let printed = '';
  demo.process.stdout.on('data', (text: string) => (printed += text));
  const [, address] = await textFrom(demo, /Serving (\S+)[^]*\n}\n$/);
  const queries = printed.split(/^#.*$/m).slice(1);
  const answers = await Promise.all(queries.map((query) => ask(address, query)));
  demo.process.kill('SIGINT');
  const { status, stderr } = await demo.finished;
  assert.equal(status, 0, stderr);
  return { answers, stderr };
}

async function ask(address: string, query: string): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data: answer, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
  assert.equal(errors, undefined);
  return answer;
}

test('fills the store, answers the queries that it prints, and harvests only once', async () => {
  const first = await tryDemo();
  const second = await tryDemo();

  assert.equal(first.answers.length, 3);
  assert.equal((first.answers[0].features as { nodes: unknown[] }).nodes.length, 5);
  assert.deepEqual(second.answers.slice(0, 2), first.answers.slice(0, 2));
  assert.match(first.stderr, /harvest: 0%/);
  assert.doesNotMatch(second.stderr, /harvest: /);
  const listing = JSON.parse((await saeql('list', '--data', data, '--json')).stdout);
  assert.deepEqual(
    listing.jobs.map(({ state }: { state: string }) => state),
    ['SUCCEEDED'],
  );
});
