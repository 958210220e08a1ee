/** Data sets as CSV, JSON Lines, rows and files: what is read, and what each fault is answered with. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { ColumnMap, DatasetRow } from '../../../../domain/dataset.js';
import type { ErrorCode } from '../../../../domain/errors.js';
import { readContent } from '../../../../services/datasets/read-content.js';
import type { DatasetRowRequest } from '../../../../services/services.js';
import { expectError, type ExpectedError } from '../../../support/expect-error.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';

const folder = temporaryFolder();
const plain: ColumnMap = { text: 'text', label: 'label', groups: [] };
const whole: ColumnMap = { text: 'text', label: 'label', groups: ['crowd', 'place'], split: 'part' };
const wholeRows: readonly DatasetRow[] = [
  { text: 'One, two.', label: '1', groups: ['boos', ''], split: 'train' },
  { text: ' Three. ', label: '0', groups: ['claps', 'attic'], split: 'test' },
];

const csv = (text: string, columns = plain) => readContent({ kind: 'csv', text, columns });
const jsonl = (text: string, columns = plain) => readContent({ kind: 'jsonl', text, columns });
const rows = (given: readonly DatasetRowRequest[]) => readContent({ kind: 'rows', rows: given });

function file(name: string, content: string | Uint8Array, columns = plain) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return readContent({ kind: 'file', file: path, columns });
}

describe('the same rows are read from', () => {
  const expected = { groupColumns: ['crowd', 'place'], rows: wholeRows };

  test('CSV, in whatever order its columns are and whatever others there are', async () => {
    const text = 'part,id,place,label,crowd,text\n train ,7,,1,boos,"One, two."\ntest,8,attic,0 ,claps, Three. \n';

    assert.deepEqual(await csv(text, whole), expected);
  });

  test('JSON Lines, with numbers, truth values and null', async () => {
    const text = [
      '{"text": "One, two.", "label": 1, "crowd": "boos", "place": null, "part": "train", "other": []}',
      '',
      '{"part": "test", "place": "attic", "crowd": "claps", "label": "0", "text": " Three. "}',
    ].join('\r\n');

    assert.deepEqual(await jsonl(`\ufeff${text}`, whole), expected);
    const truths = await jsonl('{"text": "a", "label": true}\n{"text": "b", "label": false}\n');
    assert.deepEqual(truths.rows.map(({ label }) => label), ['true', 'false']); // prettier-ignore
  });

  test('rows, their groups in any order', async () => {
    const [first, second] = wholeRows;
    const groupsOf = ({ groups }: DatasetRow) => [
      { column: 'crowd', value: groups[0] },
      { column: 'place', value: groups[1] },
    ];

    assert.deepEqual(
      await rows([
        { text: first.text, label: '1', groups: groupsOf(first), split: 'train' },
        { text: second.text, label: ' 0', groups: groupsOf(second).reverse(), split: 'test' },
      ]),
      expected,
    );
  });

  test('files, by their endings', async () => {
    const text = 'text,label\nOne.,yes\n';

    assert.deepEqual((await file('a.CSV', `\ufeff${text}`)).rows, [{ text: 'One.', label: 'yes', groups: [], split: null }]); // prettier-ignore
    assert.equal((await file('a.jsonl', '{"text": "One.", "label": "yes"}')).rows.length, 1);
  });
});

describe('refused with the place of the fault is', () => {
  type Fault = readonly [what: string, read: () => Promise<unknown>, code: ErrorCode, expected: ExpectedError];
  const faults: readonly Fault[] = [
    ['an empty CSV', () => csv(''), 'DATASET_FILE_INVALID', { at: 'csv', message: /no header/ }],
    ['a ragged row', () => csv('text,label\na,1\n\nb,1,2\n'), 'DATASET_FILE_INVALID', { at: 'csv:4', message: /3 fields, the header 2/ }],
    ['a missing column, with those that there are', () => csv('text,labels\na,1\n'), 'DATASET_COLUMN_MISSING', { at: 'csv:1', message: /"label".*Did you mean "labels"/ }],
    ['a header of tabs', () => csv('text\tlabel\na\t1\n'), 'DATASET_COLUMN_MISSING', { at: 'csv:1' }],
    ['a column that the header has twice', () => csv('text,label,label\na,1,2\n'), 'DATASET_COLUMN_UNFIT', { at: 'csv:1', message: /"label" twice/ }],
    ['a blank text', () => csv('text,label\na,1\n  ,1\n'), 'DATASET_ROW_INVALID', { at: 'csv:3', message: /no text/ }],
    ['an empty label', () => csv('text,label\n"a\nb",1\nc,\n'), 'DATASET_ROW_INVALID', { at: 'csv:4', message: /label is empty/ }],
    ['a label that is not a number', () => csv('text,label\na,NaN\n'), 'DATASET_ROW_INVALID', { at: 'csv:2', message: /"NaN"/ }],
    ['an empty split', () => csv('text,label,part,crowd,place\na,1,,,\n', whole), 'DATASET_ROW_INVALID', { at: 'csv:2', message: /no split/ }],
    ['a line that is no JSON', () => jsonl('{"text": "a", "label": 1}\n{"text": "b", "label": NaN}\n'), 'DATASET_FILE_INVALID', { at: 'jsonl:2', message: /not JSON/ }],
    ['a line that is no object', () => jsonl('["a", 1]'), 'DATASET_FILE_INVALID', { at: 'jsonl:1', message: /not a JSON object/ }],
    ['an object without the label of others', () => jsonl('{"text": "a", "label": 1}\n{"text": "b"}'), 'DATASET_ROW_INVALID', { at: 'jsonl:2', message: /label is missing/ }],
    ['an inherited name for a column', () => jsonl('{"text": "a", "label": 1}', { ...plain, label: 'toString' }), 'DATASET_COLUMN_MISSING', { at: 'jsonl:1' }],
    ['a text that is a number', () => jsonl('{"text": 3, "label": 1}'), 'DATASET_ROW_INVALID', { at: 'jsonl:1', message: /text is 3/ }],
    ['a label that is a list', () => jsonl('{"text": "a", "label": [1]}'), 'DATASET_ROW_INVALID', { at: 'jsonl:1', message: /\[1\]/ }],
    ['a label beyond all numbers', () => jsonl('{"text": "a", "label": 1e999}'), 'DATASET_ROW_INVALID', { at: 'jsonl:1' }],
    ['half of a surrogate pair', () => jsonl('{"text": "a\\ud800", "label": 1}'), 'DATASET_ROW_INVALID', { at: 'jsonl:1', message: /surrogate/ }],
    ['a row with other group columns', () => rows([{ text: 'a', label: '1' }, { text: 'b', label: '0', groups: [{ column: 'x', value: '' }] }]), 'DATASET_ROW_INVALID', { at: 'rows[1]', message: /not those of the first/ }],
    ['a row without the split of others', () => rows([{ text: 'a', label: '1', split: 'x' }, { text: 'b', label: '0' }]), 'DATASET_ROW_INVALID', { at: 'rows[1]', message: /split/ }],
    ['a group column given twice', () => rows([{ text: 'a', label: '1', groups: [{ column: 'x', value: '1' }, { column: 'x', value: '2' }] }]), 'DATASET_COLUMN_UNFIT', { at: 'rows[0]' }],
    ['one column as text and label', () => csv('text\na\n', { ...plain, label: 'text' }), 'DATASET_COLUMN_UNFIT', { at: 'columns' }],
    ['the text as a group', () => csv('text,label\na,1\n', { ...plain, groups: ['text'] }), 'DATASET_COLUMN_UNFIT', { at: 'columns' }],
    ['the label as the split', () => csv('text,label\na,1\n', { ...plain, split: 'label' }), 'DATASET_COLUMN_UNFIT', { at: 'columns' }],
    ['65 group columns', () => csv('text,label\na,1\n', { ...plain, groups: Array.from({ length: 65 }, (_, place) => `g${place}`) }), 'DATASET_COLUMN_UNFIT', { message: /65/ }],
    ['a file of another kind', () => file('a.tsv', ''), 'ARGUMENT_INVALID', { at: 'file', message: /a\.tsv/ }],
    ['a file that is not there', () => readContent({ kind: 'file', file: '/nowhere.csv', columns: plain }), 'FILE_NOT_FOUND', { at: 'file', message: /nowhere/ }],
    ['Latin-1, with its line', () => file('l.csv', Buffer.from('text,label\nfine,1\ncafé,0\nx,1\n', 'latin1')), 'DATASET_FILE_INVALID', { at: join(folder, 'l.csv:3'), message: /UTF-8/ }],
    ['UTF-16', () => file('w.csv', Buffer.from('\ufefftext,label\na,1\n', 'utf16le')), 'DATASET_FILE_INVALID', { at: join(folder, 'w.csv:1'), message: /UTF-8/ }],
    ['a last line that is cut off inside a character', () => file('c.jsonl', Buffer.from('{}\n\n"é').subarray(0, 6)), 'DATASET_FILE_INVALID', { at: join(folder, 'c.jsonl:3') }],
  ]; // prettier-ignore

  for (const [what, read, code, expected] of faults) test(what, () => expectError(read, code, expected));

  test('a folder', async () => {
    mkdirSync(join(folder, 'folder.csv'));

    await expectError(() => readContent({ kind: 'file', file: join(folder, 'folder.csv'), columns: plain }), 'FILE_NOT_FOUND', { at: 'file' }); // prettier-ignore
  });

  test('more rows than 100,000', async () => {
    const row = '{"text": "a", "label": 1}\n';

    assert.equal((await jsonl(row.repeat(100_000))).rows.length, 100_000);
    await expectError(() => jsonl(row.repeat(100_001)), 'DATASET_TOO_LARGE', { at: 'jsonl' });
  });
});
