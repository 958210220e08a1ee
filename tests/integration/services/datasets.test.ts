/** Importing, listing and removing data sets, in a real store. */
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { JobRecord } from '../../../domain/job.js';
import type { DatasetRequest } from '../../../services/services.js';
import { expectError } from '../../support/expect-error.js';
import { openTestServices } from '../../support/open-services.js';
import { queuedJob } from '../../support/small-records.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const text = 'text,label,crowd\nOne.,true,boos\nTwo.,false,claps\nThree.,true,boos\nFour.,false,claps\n';
const columns = { text: 'text', label: 'label', groups: ['crowd'] };
const request: DatasetRequest = { name: 'claims', source: { kind: 'csv', text, columns } };

async function open(t: TestContext) {
  const { services, store } = await openTestServices(t);
  const filesOf = () => readdirSync(join(store.folder, 'datasets'));
  return { ...services, store, filesOf };
}

test('a data set is registered with its counts, found by its name, and its rows are kept', async (t) => {
  const { imports, catalog, store } = await open(t);

  const record = await imports.importDataset(request);

  assert.deepEqual(catalog.getDataset('claims'), record);
  assert.deepEqual([record.rows, record.positiveLabel], [4, 'true']);
  const { groupColumns, rows } = await store.datasets.read(record.digest);
  assert.deepEqual(groupColumns, ['crowd']);
  assert.deepEqual(rows[1], { text: 'Two.', label: 'false', groups: ['claps'], split: null });
  await expectError(() => catalog.getDataset('claim'), 'DATASET_NOT_FOUND', { at: 'dataset', message: /"claims"/ });
});

test('the same rows from elsewhere are the same thing; other rows or another positive label are not', async (t) => {
  const { imports, catalog, filesOf } = await open(t);
  const record = await imports.importDataset(request);
  const file = join(temporaryFolder(t), 'claims.csv');
  writeFileSync(file, `\ufeff${text.replaceAll('\n', '\r\n')}`);
  const other = { kind: 'csv', text: text.replace('One.', 'One!'), columns } as const;

  assert.deepEqual(await imports.importDataset({ ...request, source: { kind: 'file', file, columns } }), record);
  assert.deepEqual(await imports.importDataset({ ...request, positiveLabel: 'true' }), record);
  await expectError(() => imports.importDataset({ ...request, source: other }), 'NAME_TAKEN');
  await expectError(() => imports.importDataset({ ...request, positiveLabel: 'false' }), 'NAME_TAKEN');

  assert.deepEqual(filesOf(), [`${record.digest}.jsonl`]);
  const reversed = await imports.importDataset({ ...request, name: 'denials', positiveLabel: 'false' });
  assert.equal(reversed.digest, record.digest);
  assert.deepEqual(
    catalog.datasets({ first: 10 }).items.map(({ node }) => node.name),
    ['claims', 'denials'],
  );
});

test('nothing is kept of what is refused', async (t) => {
  const { imports, catalog, filesOf } = await open(t);
  const importing = (changed: Partial<DatasetRequest>) => () => imports.importDataset({ ...request, ...changed });
  const bad = (csv: string) => importing({ source: { kind: 'csv', text: csv, columns } });

  await expectError(bad(`${text},true,boos\n`), 'DATASET_ROW_INVALID', { at: 'csv:6' });
  await expectError(bad(`${text}"Five.,true,boos\n`), 'DATASET_FILE_INVALID', { at: 'csv:6' });
  await expectError(bad(text.replaceAll('false', 'true')), 'DATASET_ONE_CLASS');
  await expectError(bad('text,label,crowd\nOne.,1,a\nTwo.,0,a\nThree.,0,b\n'), 'DATASET_TOO_SMALL');
  await expectError(importing({ positiveLabel: 'maybe' }), 'POSITIVE_LABEL_INVALID');
  await expectError(importing({ name: '' }), 'NAME_INVALID');

  assert.deepEqual(filesOf(), []);
  assert.equal(catalog.datasets({ first: 10 }).totalCount, 0);
});

test('of two that come at once under one name with different rows, one is registered', async (t) => {
  const { imports, catalog } = await open(t);
  const other = { kind: 'csv', text: text.replace('One.', 'One!'), columns } as const;

  const results = await Promise.allSettled([
    imports.importDataset(request),
    imports.importDataset(request),
    imports.importDataset({ ...request, source: other }),
  ]);

  const registered = catalog.getDataset('claims');
  for (const result of results) {
    if (result.status === 'fulfilled') assert.deepEqual(result.value, registered);
    else await expectError(() => Promise.reject(result.reason), 'NAME_TAKEN');
  }
  assert.ok(results.some(({ status }) => status === 'rejected'));
});

test('a job that is not done keeps its data sets, under whichever field it names them', async (t) => {
  const { imports, removal, catalog, store } = await open(t);
  await imports.importDataset(request);
  const remove = () => removal.remove({ kind: 'Dataset', key: 'claims' });
  const inputs: readonly JobRecord['input'][] = [{ dataset: 'claims' }, { datasets: ['others', 'claims'] }];
  for (const [place, input] of inputs.entries()) {
    const id = `job-${place}`;
    store.jobs.add({ ...queuedJob, id, input });
    await expectError(remove, 'IN_USE', { message: new RegExp(`data set "claims".*${id}`) });
    store.jobs.update(id, (waiting) => ({ ...waiting, state: 'CANCELLED' }));
  }

  remove();

  assert.equal(catalog.findDataset('claims'), undefined);
  await expectError(remove, 'DATASET_NOT_FOUND');
  assert.equal((await imports.importDataset({ ...request, positiveLabel: 'false' })).positiveLabel, 'false');
});
