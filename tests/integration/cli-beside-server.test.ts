/** Two processes on one store: a server, and commands beside it. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { demoImports, mlpDictionary } from '../support/demo-files.js';
import { saeql, startSaeql, textFrom, type Started } from '../support/saeql.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const data = join(folder, 'data');
let server: Started;
let address: string;

before(async () => {
  server = startSaeql(['serve', '--port', '0', '--data', data]);
  address = (await textFrom(server, /http:\/\/127\.0\.0\.1:\d+/))[0];
});
after(async () => {
  server.process.kill('SIGKILL');
  await server.finished;
});

async function ask(query: string) {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data: answer, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
  assert.equal(errors, undefined);
  return answer;
}

async function run(...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await saeql(...args, '--data', data, '--json');
  assert.equal(status, 0, stderr);
  return stdout;
}

test('the server sees what a command registered, without being restarted', async () => {
  await run(...demoImports.model);
  await run(...demoImports.corpus);

  assert.deepEqual(await ask('{ models { nodes { name } } corpora { nodes { name } } }'), {
    models: { nodes: [{ name: 'demo' }] },
    corpora: { nodes: [{ name: 'demo' }] },
  });
});

test('the server answers from a harvest that a command made while it runs', async () => {
  await run(...demoImports.mlpDictionary);

  const job = JSON.parse(await run('harvest', mlpDictionary, '--corpus', 'demo', '--max-tokens', '20000'));
  const query = `{ dictionary(name: "${mlpDictionary}") { harvest { digest } } job(id: "${job.id}") { state } }`;

  assert.deepEqual(await ask(query), {
    dictionary: { harvest: { digest: job.results[0].digest } },
    job: { state: 'SUCCEEDED' },
  });
});

test('the server stops when it is asked to, and says nothing on standard output but its address', async () => {
  server.process.kill('SIGTERM');
  const { status } = await server.finished;

  assert.equal(status, 0);
});
