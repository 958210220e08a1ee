/** `saeql demo`, what `npm start` runs on a fresh clone, answers as the documents show. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { demoQueries } from '../../cli/demo-queries.js';
import { readAnsweredQueries } from '../support/answered-queries.js';
import { expectAnswers } from '../support/documented-queries.js';
import { repositoryRoot } from '../support/paths.js';
import { startDemo, type RunningDemo } from '../support/running-demo.js';
import { saeql } from '../support/saeql.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const data = join(temporaryFolder(), 'data');
let demo: RunningDemo;

before(async () => {
  demo = await startDemo(data);
});
after(() => demo.stop());

test('the query of the README is answered as it shows', () => expectAnswers('README.md', demo.ask));

test('every query of the tour is answered as docs/tour.md shows', () => expectAnswers('docs/tour.md', demo.ask));

test('the demonstration prints five queries, and the tour shows their answers', () => {
  const shown = readAnsweredQueries(readFileSync(`${repositoryRoot}docs/tour.md`, 'utf8')).map(({ query }) => query);

  assert.equal(demoQueries.length, 5);
  for (const { asks, query } of demoQueries) {
    assert.ok(demo.printed.includes(`# ${asks}\n${query}\n`), `not printed: ${asks}`);
    assert.ok(shown.includes(query), `docs/tour.md lacks the query under "${asks}"`);
  }
});

test('started again, it harvests nothing and answers the same', async () => {
  const [{ query }] = demoQueries;
  const answer = await demo.ask(query);
  const progress = await demo.stop();
  const jobs = await listJobs();
  demo = await startDemo(data);

  assert.match(progress, /harvest: 0%/);
  assert.deepEqual(await demo.ask(query), answer);
  assert.deepEqual(await listJobs(), jobs);
});

async function listJobs(): Promise<unknown> {
  const { stdout } = await saeql('list', '--data', data, '--json');
  return (JSON.parse(stdout) as { readonly jobs: unknown }).jobs;
}
