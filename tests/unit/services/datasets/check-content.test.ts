/** Which label counts as true, and which labels and splits cannot be used. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DatasetContent } from '../../../../domain/dataset.js';
import type { ErrorCode } from '../../../../domain/errors.js';
import { checkContent } from '../../../../services/datasets/check-content.js';
import { expectError, type ExpectedError } from '../../../support/expect-error.js';

/** Each label twice or oftener, as listed. */
function labelled(...labels: readonly string[]): DatasetContent {
  return { groupColumns: [], rows: labels.map((label) => ({ text: 'x', label, groups: [], split: null })) };
}

const twice = (...labels: readonly string[]): DatasetContent => labelled(...labels, ...labels);

test('of two labels the one that says yes counts as true, in any case and whichever is commoner', () => {
  const positiveOf = (...labels: readonly string[]): string => checkContent(twice(...labels), undefined).positiveLabel;

  assert.equal(positiveOf('0', '1', '0'), '1');
  assert.equal(positiveOf('1.0', '0.0'), '1.0');
  assert.equal(positiveOf('True', 'False', 'True'), 'True');
  assert.equal(positiveOf('yes', 'no'), 'yes');
  assert.equal(positiveOf('NEGATIVE', 'Positive'), 'Positive');
  assert.equal(positiveOf('untrue', 'true'), 'true');
  assert.equal(positiveOf('1', '-1'), '1');
});

test('where neither says yes, or both do, it is the later: by value of numbers, else by characters', () => {
  const positiveOf = (...labels: readonly string[]): string => checkContent(twice(...labels), undefined).positiveLabel;

  assert.equal(positiveOf('10', '9'), '10');
  assert.equal(positiveOf('nurse', 'professor'), 'professor');
  assert.equal(positiveOf('true', 'yes'), 'yes');
});

test('a label that is wanted counts as true, and all others as false', () => {
  const { positiveLabel, classes } = checkContent(twice('a', 'b', 'c', 'a'), ' a ');

  assert.equal(positiveLabel, 'a');
  assert.deepEqual(classes, [
    { label: 'a', rows: 4 },
    { label: 'b', rows: 2 },
    { label: 'c', rows: 2 },
  ]);
});

const many = (count: number): string[] => Array.from({ length: count }, (_, place) => `l${place}`);

const refused: readonly (readonly [string, DatasetContent, string | undefined, ErrorCode, ExpectedError])[] = [
  ['no rows', labelled(), undefined, 'DATASET_TOO_SMALL', { message: /no rows/ }],
  ['one class', labelled('1', '1', '1'), undefined, 'DATASET_ONE_CLASS', { message: /All rows \(3\) have the label "1"/ }],
  ['three rows, of which one stands alone', labelled('1', '0', '0'), undefined, 'DATASET_TOO_SMALL', { message: /"1": 1, without it: 2/ }],
  ['three labels without a positive one', twice('a', 'b', 'c'), undefined, 'POSITIVE_LABEL_INVALID', { at: 'positiveLabel', message: /3 labels/ }],
  ['a positive label that no row has', twice('nurse', 'smith'), 'nurses', 'POSITIVE_LABEL_INVALID', { message: /Did you mean "nurse"/ }],
  ['more than 100 labels', twice(...many(101)), 'l0', 'DATASET_COLUMN_UNFIT', { at: 'label', message: /101 labels/ }],
]; // prettier-ignore

for (const [what, content, wanted, code, expected] of refused) {
  test(`refused are ${what}`, () => expectError(() => checkContent(content, wanted), code, expected));
}

test('splits are counted, and 21 of them are refused', async () => {
  const splitUp = (count: number): DatasetContent => {
    const { rows } = twice(...Array.from({ length: count }, (_, place) => String(place % 2)));
    return { groupColumns: [], rows: rows.map((row, place) => ({ ...row, split: `s${place % count}` })) };
  };

  assert.deepEqual(checkContent(splitUp(2), undefined).splits, [
    { label: 's0', rows: 2 },
    { label: 's1', rows: 2 },
  ]);
  await expectError(() => checkContent(splitUp(21), undefined), 'DATASET_COLUMN_UNFIT', { at: 'split' });
});
