/** What is said of data sets that mislead, and that nothing is said of those that do not. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DatasetContent, DatasetRow, GuardCode } from '../../../../domain/dataset.js';
import { checkContent } from '../../../../services/datasets/check-content.js';
import { describeDataset } from '../../../../services/datasets/describe-dataset.js';

type Row = Partial<DatasetRow>;

function contentOf(rows: readonly Row[], groupColumns: readonly string[] = []): DatasetContent {
  const whole = rows.map((row, place) => ({
    text: textOf(place),
    label: String(place % 2),
    groups: [],
    split: null,
    ...row,
  }));
  return { groupColumns, rows: whole };
}

/** A different text of eight words for each number, of which no word tells whether it is even. */
function textOf(place: number): string {
  const words = Array.from({ length: 8 }, (_, at) => `w${(Math.floor(place / 2) * 31 + at * at * 17 + at) % 97}`);
  return `${words.join(' ')} n${place}`;
}

const describeRows = (content: DatasetContent, labelColumn?: string) =>
  describeDataset(content, { ...checkContent(content, undefined), labelColumn });

async function warningsOf(rows: readonly Row[], groupColumns?: readonly string[], labelColumn?: string) {
  const { warnings } = await describeRows(contentOf(rows, groupColumns), labelColumn);
  return warnings;
}

const codesOf = (warnings: readonly { readonly code: GuardCode }[]): GuardCode[] => warnings.map(({ code }) => code);

const rowsOf = (count: number, rowOf: (place: number) => Row = () => ({})): Row[] =>
  Array.from({ length: count }, (_, place) => rowOf(place));

async function expectOnly(code: GuardCode, message: RegExp, warnings: Promise<Awaited<ReturnType<typeof warningsOf>>>) {
  const found = await warnings;
  assert.deepEqual(codesOf(found), [code]);
  assert.match(found[0].message, message);
}

test('balanced rows of different texts, with splits and independent groups, have no warning', async () => {
  const rows = rowsOf(80, (place) => ({
    groups: [`g${Math.floor(place / 2) % 4}`],
    split: `s${Math.floor(place / 8) % 2}`,
  }));

  assert.deepEqual(await warningsOf(rows, ['g']), []);
});

test('counts of classes, groups and splits come commonest first, with the association of each group', async () => {
  const rows = rowsOf(8, (place) => ({
    groups: [place < 6 ? 'x' : 'y', String(place % 2)],
    split: place < 3 ? 'b' : 'a',
  }));

  const described = await describeRows(contentOf(rows, ['first', 'second']));

  assert.equal(described.rows, 8);
  assert.equal(described.positiveLabel, '1');
  assert.deepEqual(described.classes, [{ label: '0', rows: 4 }, { label: '1', rows: 4 }]); // prettier-ignore
  assert.deepEqual(described.splits, [{ label: 'a', rows: 5 }, { label: 'b', rows: 3 }]); // prettier-ignore
  assert.deepEqual(described.groups, [
    { column: 'first', values: [{ label: 'x', rows: 6 }, { label: 'y', rows: 2 }], cramersV: 0 },
    { column: 'second', values: [{ label: '0', rows: 4 }, { label: '1', rows: 4 }], cramersV: 1 },
  ]); // prettier-ignore
});

describe('duplicates', () => {
  const copy = (of: number, row: Row = {}): Row => ({ text: textOf(of), label: String(of % 2), ...row });

  test('of texts are counted, with the first pair', async () => {
    const rows = [...rowsOf(20), copy(3), copy(3), copy(8)];

    await expectOnly('DUPLICATE_ROWS', /^3 rows have .* rows 3 and 20 are the first/, warningsOf(rows));
  });

  test('within a split are told from those across splits', async () => {
    const splitRows = rowsOf(20, (place) => ({ split: place < 10 ? 'train' : 'test' }));

    await expectOnly('DUPLICATE_ROWS', /of the same split/, warningsOf([...splitRows, copy(12, { split: 'test' })]));
    await expectOnly(
      'LEAK_DUPLICATE',
      /^1 text occurs .* rows 2 and 20 \("train" and "test"\)/,
      warningsOf([...splitRows, copy(2, { split: 'test' })]),
    );
  });

  test('with different labels contradict each other', async () => {
    const found = await warningsOf([...rowsOf(20), copy(3, { label: '0' })]);

    assert.deepEqual(codesOf(found), ['DUPLICATE_ROWS', 'DUPLICATE_LABELS_DIFFER']);
    assert.match(found[1].message, /rows 3 \("1"\) and 20 \("0"\)/);
  });
});

describe('near duplicates', () => {
  const long = Array.from({ length: 40 }, (_, place) => `word${place}`).join(' ');
  const last = long.replace('word39', 'other');

  test('are texts of which nine in ten runs of three words are the same, also in case and spaces alone', async () => {
    const near = (text: string) => warningsOf([{ text: long }, ...rowsOf(20).slice(1), { text }]);

    await expectOnly('NEAR_DUPLICATE_ROWS', /^1 of 21 different texts nearly repeats .* rows 0 and 20 /, near(last));
    await expectOnly('NEAR_DUPLICATE_ROWS', /rows 0 and 20 /, near(`  ${long.toUpperCase()}`));
    assert.deepEqual(await near(long.replace('word20', 'other').replace('word10', 'other')), []);
  });

  test('across splits are told as a leak', async () => {
    const rows = rowsOf(20, (place) => ({ split: place < 10 ? 'train' : 'test' }));

    const found = await warningsOf([...rows, { text: long, split: 'train' }, { text: last, split: 'test' }]);

    assert.deepEqual(codesOf(found), ['NEAR_DUPLICATE_ROWS', 'LEAK_NEAR_DUPLICATE']);
    assert.match(found[1].message, /rows 20 and 21 \("train" and "test"\)/);
  });
});

describe('the label', () => {
  test('is much rarer on one side', async () => {
    const rows = rowsOf(50, (place) => ({ label: place % 6 === 0 ? '1' : '0' }));

    await expectOnly('CLASS_IMBALANCE', /^9 of 50 rows .* right in 82\.0%/, warningsOf(rows));
    assert.deepEqual(await warningsOf(rowsOf(50, (place) => ({ label: place % 5 === 0 ? '1' : '0' }))), []);
  });

  test('is the same in all rows of a split', async () => {
    const rows = rowsOf(40, (place) => ({ split: place % 2 === 0 || place < 20 ? 'train' : 'test' }));

    await expectOnly('SPLIT_ONE_CLASS', /split "test"/, warningsOf(rows));
  });

  test('is determined by a group column, unless that is its own or as fine as chance is enough for', async () => {
    const rows = rowsOf(40, (place) => ({ groups: [`group${place % 2}`] }));
    const ofTheirOwn = rowsOf(40, (place) => ({ groups: [`row${place}`] }));

    await expectOnly('GROUP_DETERMINES_LABEL', /"crowd" .*V 1\.000, by chance 0\.160/, warningsOf(rows, ['crowd']));
    assert.deepEqual(await warningsOf(rows, ['label'], 'label'), []);
    assert.deepEqual(await warningsOf(ofTheirOwn, ['id']), []);
  });

  test('is told by one against the rest too, where the group knows the positive label only', async () => {
    const rows = rowsOf(60, (place) => ({ label: `l${place % 3}`, groups: [String(place % 3 === 0)] }));
    const content = contentOf(rows, ['isFirst']);

    const { warnings } = await describeDataset(content, checkContent(content, 'l0'));

    assert.deepEqual(codesOf(warnings), ['GROUP_DETERMINES_LABEL']);
  });

  test('is told by the length of the text', async () => {
    const rows = rowsOf(60, (place) => ({ text: textOf(place) + (place % 2 === 1 ? ` x${place} y${place}` : '') }));

    await expectOnly('LENGTH_PREDICTS_LABEL', /"1" are longer: .* AUROC of (0\.9|1\.0)/, warningsOf(rows));
  });

  test('is told by one word, for it or against it', async () => {
    const others = ['yes', 'its', 'can', 'any'];
    const wordOf = (place: number, label: string): string =>
      String(place % 2) === label ? 'Not' : others[Math.floor(place / 2) % others.length];
    const rows = (label: string): Row[] =>
      rowsOf(60, (place) => ({ text: `${textOf(place)} ${wordOf(place, label)}` }));

    await expectOnly('WORD_PREDICTS_LABEL', /"not" alone speaks for the label "1" .* 1\.000/, warningsOf(rows('1')));
    await expectOnly('WORD_PREDICTS_LABEL', /"not" alone speaks against/, warningsOf(rows('0')));
  });

  test('is not said to be told by what chance makes of eight rows', async () => {
    assert.deepEqual(
      await warningsOf(rowsOf(8, (place) => ({ text: place % 2 === 1 ? `a ${place}` : `longer ${place} d` }))),
      [],
    );
  });
});

test('a group column of more than 100 values lists the commonest and says so', async () => {
  const content = contentOf(rowsOf(404, (place) => ({ groups: [`g${place % 4 === 0 ? 0 : place % 101}`] })), ['fine']); // prettier-ignore

  const { groups, warnings } = await describeRows(content);

  assert.equal(groups[0].values.length, 100);
  assert.equal(groups[0].values[0].label, 'g0');
  assert.deepEqual(codesOf(warnings), ['GROUP_MANY_VALUES']);
});
