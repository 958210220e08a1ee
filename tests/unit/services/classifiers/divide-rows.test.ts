/** Rows that belong together are in one part, whatever the seed; what cannot be divided is refused. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { DatasetContent } from '../../../../domain/dataset.js';
import { ResearchError } from '../../../../domain/errors.js';
import { countParts, divideRows, type DividedRows } from '../../../../services/classifiers/divide-rows.js';
import { normaliseText } from '../../../../services/classifiers/row-groups.js';
import { expectError } from '../../../support/expect-error.js';

interface GivenRow {
  readonly text: string;
  readonly label: string;
  readonly group?: string;
  readonly split?: string;
}

function contentOf(rows: readonly GivenRow[]): DatasetContent {
  return {
    groupColumns: ['template'],
    rows: rows.map(({ text, label, group = '', split = null }) => ({ text, label, groups: [group], split })),
  };
}

/** Two rows a label of each text, so that no part of many texts lacks a label. */
function manyRows(texts: number, more: (index: number) => Partial<GivenRow> = () => ({})): GivenRow[] {
  return Array.from({ length: 2 * texts }, (_, row) => ({
    text: `Statement ${row >> 1}.`,
    label: String(row % 2),
    ...more(row),
  }));
}

function partOfRow(divided: DividedRows, rows: number): (string | undefined)[] {
  return Array.from({ length: rows }, (_, row) =>
    (['fit', 'calibrate', 'test'] as const).find((part) => divided[part].includes(row)),
  );
}

/** What divides, or undefined where the rows are too few: that is another test's business. */
function divideOrNot(content: DatasetContent, splitBy: string | null, seed: number): DividedRows | undefined {
  try {
    return divideRows(content, { splitBy, seed }, '1');
  } catch (error) {
    if (error instanceof ResearchError && error.code === 'DATASET_PART_TOO_SMALL') return undefined;
    throw error;
  }
}

const rowsOfFewTexts = fc.array(
  fc.record({
    text: fc.constantFrom(...Array.from({ length: 60 }, (_, i) => `t${i}`), 'T1', ' t2', 't3  ', 'T4 \n'),
    label: fc.constantFrom('0', '1'),
    group: fc.integer({ min: 0, max: 40 }).map((number) => `g${number}`),
    split: fc.constantFrom('train', 'Validation', 'TEST'),
  }),
  { minLength: 60, maxLength: 120 },
);

describe('dividing rows', () => {
  test('gives half of the groups to fitting and a quarter to each other part', () => {
    const divided = divideRows(contentOf(manyRows(2000)), { splitBy: null, seed: 3 }, '1');

    // Four standard deviations of a binomial share of 2000 groups: 0.045 and 0.039.
    assert.ok(Math.abs(divided.fit.length / 4000 - 0.5) < 0.045, `${divided.fit.length}`);
    assert.ok(Math.abs(divided.calibrate.length / 4000 - 0.25) < 0.039, `${divided.calibrate.length}`);
    assert.ok(Math.abs(divided.test.length / 4000 - 0.25) < 0.039, `${divided.test.length}`);
  });

  test('puts every row into exactly one part, ascending', () => {
    fc.assert(
      fc.property(rowsOfFewTexts, fc.integer(), (rows, seed) => {
        const divided = divideOrNot(contentOf(rows.map((row) => ({ ...row, split: undefined }))), null, seed);
        if (!divided) return;
        const all = [...divided.fit, ...divided.calibrate, ...divided.test];
        assert.deepEqual(
          all.toSorted((a, b) => a - b),
          rows.map((_, row) => row),
        );
        for (const part of Object.values(divided)) assert.deepEqual(part, part.toSorted());
      }),
    );
  });

  for (const splitBy of [null, 'template'])
    for (const splits of ['no splits', 'splits'])
      test(`never puts equal texts into two parts, divided by ${splitBy ?? 'texts'} with ${splits}`, () => {
        fc.assert(
          fc.property(rowsOfFewTexts, fc.integer(), (rows, seed) => {
            const given = splits === 'splits' ? rows : rows.map((row) => ({ ...row, split: undefined }));
            const divided = divideOrNot(contentOf(given), splitBy, seed);
            if (!divided) return;
            const seen = new Map<string, string>();
            partOfRow(divided, rows.length).forEach((part, row) => {
              if (part === undefined) return;
              const text = normaliseText(rows[row].text);
              assert.equal(seen.get(text) ?? part, part);
              seen.set(text, part);
            });
          }),
        );
      });

  test('never divides the rows of a group', () => {
    fc.assert(
      fc.property(rowsOfFewTexts, fc.integer(), (rows, seed) => {
        const distinct = rows.map((row, index) => ({ ...row, text: `${row.text} ${index}` }));
        const divided = divideOrNot(contentOf(distinct), 'template', seed);
        if (!divided) return;
        const parts = partOfRow(divided, rows.length);
        const first = new Map(rows.map(({ group }, row) => [group, parts[row]]));
        rows.forEach(({ group }, row) => assert.equal(parts[row], first.get(group)));
      }),
    );
  });

  test('moves no row when rows of other groups are added', () => {
    const few = contentOf(manyRows(100));
    const many = contentOf(manyRows(300));

    const [before, after] = [few, many].map((content) => divideRows(content, { splitBy: null, seed: 1 }, '1'));

    assert.deepEqual(partOfRow(after, 600).slice(0, 200), partOfRow(before, 200));
  });

  test('divides otherwise with another seed, and the same with the same', () => {
    const content = contentOf(manyRows(100));
    const divide = (seed: number) => divideRows(content, { splitBy: null, seed }, '1');

    assert.deepEqual(divide(1), divide(1));
    assert.notDeepEqual(divide(1), divide(2));
  });

  test('takes the splits of the data set where no column is named', () => {
    const splits = ['Train', 'dev', ' TEST '];
    const rows = manyRows(30, (row) => ({ split: splits[(row >> 1) % 3] }));

    const divided = divideRows(contentOf(rows), { splitBy: null, seed: 0 }, '1');

    const expected = rows.map((_, row) => ['fit', 'calibrate', 'test'][(row >> 1) % 3]);
    assert.deepEqual(partOfRow(divided, rows.length), expected);
  });

  test('divides the training rows two to one where there are training and test alone', () => {
    const rows = manyRows(900, (row) => ({ split: row < 1200 ? 'train' : 'test' }));

    const divided = divideRows(contentOf(rows), { splitBy: null, seed: 0 }, '1');

    assert.deepEqual(
      divided.test,
      Uint32Array.from({ length: 600 }, (_, i) => 1200 + i),
    );
    // Four standard deviations of a binomial share of 600 groups.
    assert.ok(Math.abs(divided.fit.length / 1200 - 2 / 3) < 0.077, `${divided.fit.length}`);
    assert.equal(divided.fit.length + divided.calibrate.length, 1200);
  });

  test('leaves a training row out whose text is a test row as well', () => {
    const rows = manyRows(30, (row) => ({ split: ['train', 'val', 'test'][(row >> 1) % 3] }));
    const repeated = { text: 'STATEMENT  2.', label: '0', split: 'train' };

    const divided = divideRows(contentOf([...rows, repeated]), { splitBy: null, seed: 0 }, '1');

    assert.equal(partOfRow(divided, 61)[60], undefined);
    assert.equal(partOfRow(divided, 61)[4], 'test');
  });

  test('lets a column that is named go before the splits', () => {
    const rows = manyRows(300, (row) => ({ split: 'unheard of', group: `g${row}`, text: `t${row}` }));

    const divided = divideRows(contentOf(rows), { splitBy: 'template', seed: 0 }, '1');

    assert.ok(divided.fit.length > 0);
  });

  test('refuses splits whose names tell nothing', async () => {
    const content = contentOf(manyRows(30, () => ({ split: 'blue' })));

    await expectError(() => divideRows(content, { splitBy: null, seed: 0 }, '1'), 'DATASET_COLUMN_UNFIT', {
      message: /"blue"/,
    });
  });

  test('refuses an unknown column with the nearest name', async () => {
    await expectError(
      () => divideRows(contentOf(manyRows(30)), { splitBy: 'templates', seed: 0 }, '1'),
      'DATASET_COLUMN_MISSING',
      { message: /Did you mean "template"/, at: 'splitBy' },
    );
  });

  test('refuses a column that puts everything into one part', async () => {
    const content = contentOf(manyRows(30, () => ({ group: 'all' })));

    await expectError(() => divideRows(content, { splitBy: 'template', seed: 0 }, '1'), 'DATASET_PART_TOO_SMALL', {
      message: /one group/,
      at: 'splitBy',
    });
  });

  test('refuses a part that has one side of the label alone, and three rows', async () => {
    const splits = ['train', 'validation', 'test'];
    const oneSided = contentOf(
      manyRows(30, (row) => ({
        split: splits[row % 3],
        label: row % 3 === 2 ? '0' : String((row >> 1) % 2),
        text: `t${row}`,
      })),
    );
    const three = contentOf(['a', 'b', 'c'].map((text, row) => ({ text, label: String(row % 2) })));

    await expectError(() => divideRows(oneSided, { splitBy: null, seed: 0 }, '1'), 'DATASET_PART_TOO_SMALL', {
      message: /test part has 0 positive rows and 20 negative rows/,
    });
    await expectError(() => divideRows(three, { splitBy: null, seed: 0 }, '1'), 'DATASET_PART_TOO_SMALL');
  });

  test('counts the sides of each part', () => {
    const content = contentOf(manyRows(30, (row) => ({ split: ['train', 'val', 'test'][(row >> 1) % 3] })));
    const divided = divideRows(content, { splitBy: null, seed: 0 }, '1');

    const ten = { positive: 10, negative: 10 };
    assert.deepEqual(countParts(content, divided, '1'), { fit: ten, calibrate: ten, test: ten });
  });
});
