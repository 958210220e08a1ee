/** Data sets by the command line. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { demo } from '../support/paths.js';
import { saeql } from '../support/saeql.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const data = join(folder, 'data');
const confounded = [
  ...['import', 'dataset', demo('datasets/truth_easy_confounded.csv'), '--name', 'claims', '--data', data],
  ...['--text-column', 'text', '--label-column', 'label', '--group-column', 'confounder', '--group-column', 'subject'],
];

test('a data set is printed as GraphQL has it, its warnings on standard error, and listed', async () => {
  const imported = await saeql(...confounded, '--json');
  const again = await saeql(...confounded);
  const listing = JSON.parse((await saeql('list', '--json', '--data', data)).stdout);
  const lines = (await saeql('list', '--data', data)).stdout;

  assert.equal(imported.status, 0, imported.stderr);
  const dataset = JSON.parse(imported.stdout);
  assert.deepEqual([dataset.name, dataset.rows, dataset.positiveLabel], ['claims', 1000, '1']);
  assert.deepEqual(
    dataset.groups.map(({ column }: { column: string }) => column),
    ['confounder', 'subject'],
  );
  assert.equal(dataset.groups[0].cramersV, 1);
  assert.match(again.stdout, /Imported data set claims: 1000 rows\./);
  assert.match(again.stderr, /^GROUP_DETERMINES_LABEL: .*"confounder"/);
  assert.deepEqual(listing.datasets, [dataset]);
  assert.match(lines, /Data sets\n.*\n.*claims +1000 +1 +GROUP_DETERMINES_LABEL/);
});

test('labels of several classes, a split and quiet warnings', async () => {
  const file = join(folder, 'professions.jsonl');
  const row = (label: string, part: string, place: number) =>
    JSON.stringify({ statement: `Text ${part} ${place} about a ${label}.`, profession: label, part });
  const lines = ['nurse', 'smith', 'tutor'].flatMap((label) => [0, 1, 2, 3].map((place) => row(label, place < 2 ? 'train' : 'test', place))); // prettier-ignore
  writeFileSync(file, lines.join('\n'));
  const args = ['import', 'dataset', file, '--name', 'professions', '--data', data, '--quiet', '--json'];
  const parts = ['--text-column', 'statement', '--label-column', 'profession', '--split-column', 'part'];

  const refused = await saeql(...args, ...parts);
  const imported = await saeql(...args, ...parts, '--positive-label', 'nurse');

  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /^POSITIVE_LABEL_INVALID: There are 3 labels/);
  assert.equal(imported.status, 0, imported.stderr);
  assert.equal(imported.stderr, '');
  assert.equal(JSON.parse(imported.stdout).positiveLabel, 'nurse');
});

test('a bad file is refused in one line with file, line and mend, and a missing option as wrong usage', async () => {
  const file = join(folder, 'bad.csv');
  writeFileSync(file, 'text,label\nOne.,1\nTwo.\n');
  const args = ['import', 'dataset', file, '--name', 'bad', '--data', data, '--text-column', 'text'];

  const ragged = await saeql(...args, '--label-column', 'label');
  const incomplete = await saeql(...args);

  assert.equal(ragged.status, 1);
  assert.match(ragged.stderr, /^DATASET_FILE_INVALID: The row has 1 fields?, the header 2\..*bad\.csv:3.*\n$/);
  assert.equal(incomplete.status, 2);
  assert.match(incomplete.stderr, /--label-column/);
});
