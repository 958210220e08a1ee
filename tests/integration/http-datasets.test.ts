/** Data sets over HTTP, on a real store. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { print } from 'graphql';
import type { DatasetSourceInput } from '../generated/operations.js';
import {
  DatasetByNameDocument,
  DatasetNodeDocument,
  DatasetsDocument,
  ImportDatasetDocument,
  RemoveDatasetDocument,
} from '../generated/operations.js';
import { openTestServices } from '../support/open-services.js';
import { openTestWeb } from '../support/web.js';

const text = 'text,label,crowd\nOne.,true,boos\nTwo.,false,claps\nThree.,true,boos\nFour.,false,claps\n';
const columns = { text: 'text', label: 'label', groups: ['crowd'] };

async function open(t: TestContext) {
  const { services } = await openTestServices(t);
  const web = await openTestWeb(services);
  t.after(() => web.close(0));
  return web;
}

test('a CSV text becomes a data set that is found by name and by id, until it is removed', async (t) => {
  const web = await open(t);

  const { importDataset } = await web.read(ImportDatasetDocument, {
    input: { name: 'claims', source: { csv: { text, columns } } },
  });
  const { dataset } = await web.read(DatasetByNameDocument, { name: 'claims' });
  const { node } = await web.read(DatasetNodeDocument, { id: importDataset.id });
  const { remove } = await web.read(RemoveDatasetDocument, { id: importDataset.id });
  const gone = await web.read(DatasetNodeDocument, { id: importDataset.id });

  assert.deepEqual(dataset, importDataset);
  assert.deepEqual([importDataset.rows, importDataset.positiveLabel], [4, 'true']);
  assert.deepEqual(importDataset.groups[0], {
    column: 'crowd',
    cramersV: 1,
    values: [
      { label: 'boos', rows: 2 },
      { label: 'claps', rows: 2 },
    ],
  });
  assert.deepEqual(
    importDataset.warnings.map(({ code }) => code),
    ['GROUP_DETERMINES_LABEL'],
  );
  assert.deepEqual(node, { __typename: 'Dataset', name: 'claims' });
  assert.equal(remove, importDataset.id);
  assert.equal(gone.node, null);
});

test('JSON Lines and rows, with nulls for what is left out, give what CSV gives', async (t) => {
  const web = await open(t);
  const digestOf = async (name: string, source: DatasetSourceInput): Promise<string> => {
    const { importDataset } = await web.read(ImportDatasetDocument, { input: { name, source, positiveLabel: null } });
    return importDataset.digest;
  };
  const rows = ['One.', 'Two.', 'Three.', 'Four.'].map((one, place) => ({ text: one, label: String(place % 2) }));
  const plain = { text: 'text', label: 'label' };

  const digests = [
    await digestOf('csv', {
      csv: { text: 'label,text\n0,One.\n1,Two.\n0,Three.\n1,Four.', columns: { ...plain, groups: null } },
    }),
    await digestOf('jsonl', { jsonl: { text: rows.map((row) => JSON.stringify(row)).join('\n'), columns: plain } }),
    await digestOf('rows', { rows: rows.map((row) => ({ ...row, groups: null, split: null })) }),
  ];

  assert.equal(new Set(digests).size, 1);
  const first = await web.read(DatasetsDocument, { first: 2 });
  const rest = await web.read(DatasetsDocument, { first: 2, after: first.datasets.pageInfo.endCursor });
  assert.equal(first.datasets.totalCount, 3);
  assert.deepEqual(
    [...first.datasets.nodes, ...rest.datasets.nodes].map(({ name }) => name),
    ['csv', 'jsonl', 'rows'],
  );
});

test('a bad row is refused with its line and how to mend it, and nothing is registered', async (t) => {
  const web = await open(t);
  const csv = { text: `${text},true,boos\n`, columns };

  const { errors } = await web.ask(ImportDatasetDocument, { input: { name: 'claims', source: { csv } } });
  const unknown = await web.ask(DatasetByNameDocument, { name: 'claims' });
  const { datasets } = await web.read(DatasetsDocument, {});

  assert.equal(errors?.[0].extensions.code, 'DATASET_ROW_INVALID');
  assert.equal(errors[0].extensions.at, 'csv:6');
  assert.ok(errors[0].extensions.fix);
  assert.equal(unknown.errors?.[0].extensions.code, 'DATASET_NOT_FOUND');
  assert.equal(datasets.totalCount, 0);
});

test('none or two sources are refused before anything is read', async (t) => {
  const web = await open(t);
  const file = { text, columns };

  for (const source of [{}, { csv: file, jsonl: file }, { csv: null }]) {
    const { status, errors } = await web.ask(print(ImportDatasetDocument), { input: { name: 'claims', source } });

    assert.equal(status, 400);
    assert.match(errors?.[0].message ?? '', /DatasetSourceInput|must be non-null/);
  }
});

test('whoever may only read or compute may not import', async (t) => {
  const web = await open(t);
  const { secret } = web.keys.create('reader', 'compute');

  const { errors } = await web.ask(ImportDatasetDocument, { input: { name: 'claims', source: { csv: { text, columns } } } }, secret); // prettier-ignore

  assert.equal(errors?.[0].extensions.code, 'FORBIDDEN');
});
