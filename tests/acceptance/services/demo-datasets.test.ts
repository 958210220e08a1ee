/** The labelled data sets that the repository ships, as `saeql demo` imports them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDemoContents } from '../../../cli/demo-contents.js';
import { openTestServices } from '../../support/open-services.js';

test('of the shipped data sets the confounded ones are warned of, and the crossed ones have nothing against them', async (t) => {
  const { services } = await openTestServices(t);
  const { datasets } = readDemoContents();

  for (const dataset of datasets) await services.imports.importDataset(dataset);

  const records = services.catalog.datasets({ first: 20 }).items.map(({ node }) => node);
  const warningsOf = ({ name, warnings }: (typeof records)[number]) => [name, ...warnings.map(({ code }) => code)];
  assert.deepEqual(records.map(warningsOf), [
    ['demo/truth_easy_confounded', 'GROUP_DETERMINES_LABEL'],
    ['demo/truth_easy_crossed'],
    ['demo/truth_hard_confounded', 'GROUP_DETERMINES_LABEL'],
    ['demo/truth_hard_crossed'],
    ['demo/work_confounded', 'GROUP_DETERMINES_LABEL'],
    ['demo/work_crossed'],
  ]);
  for (const { name, rows, positiveLabel, groups } of records) {
    assert.deepEqual([rows, positiveLabel], [1000, '1']);
    // The crossed sets were drawn with four groups of 250 rows, in which confounder and label are independent.
    const expected = name.endsWith('crossed') ? 0 : 1;
    assert.ok(
      Math.abs((groups.find(({ column }) => column === 'confounder')?.cramersV ?? NaN) - expected) < 1e-7,
      name,
    );
  }
});
