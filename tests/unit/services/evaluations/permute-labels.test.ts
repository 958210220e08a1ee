/** Labels of an evaluation given at random: rows that belong together keep together. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pauseFor } from '../../../../engine/index.js';
import { permuteLabels } from '../../../../services/evaluations/permute-labels.js';

const groups = 12;
const rowsOfGroup = 5;

test('rows of one group are given one label, and as many groups as before are positive', () => {
  const group_N = Uint32Array.from({ length: groups * rowsOfGroup }, (_, row) => Math.floor(row / rowsOfGroup));
  const isPositive_N = Uint8Array.from(group_N, (group) => group % 2);
  const row_N = Uint32Array.from(group_N.keys());
  const rows = Array.from(group_N, (group, row) => ({
    text: `text ${row}`,
    label: group % 2 === 1 ? 'yes' : 'no',
    groups: [`group ${group}`],
    split: null,
  }));
  const content = { groupColumns: ['topic'], rows };
  const permuted = (seed: number) =>
    permuteLabels(
      {
        learned: { row_N, isPositive_N },
        judged: { rows: { row_N, isPositive_N, cluster_N: group_N, leaked: 0 }, content, groupBy: [] },
        pause: pauseFor(new AbortController().signal),
      },
      { classifier: { division: { splitBy: 'topic', seed } }, own: { content } },
    );

  const seeds = Array.from({ length: 20 }, (_, seed) => seed);
  for (const { learned, judged } of seeds.map(permuted))
    for (const labels of [learned.isPositive_N, judged.rows.isPositive_N]) {
      const byGroup = Array.from({ length: groups }, (_, group) => labels[group * rowsOfGroup]);
      assert.deepEqual(
        Array.from(group_N, (group) => byGroup[group]),
        Array.from(labels),
      );
      assert.equal(byGroup.filter((label) => label === 1).length, groups / 2);
    }
  assert.ok(seeds.some((seed) => String(permuted(seed).learned.isPositive_N) !== String(isPositive_N)));
});
