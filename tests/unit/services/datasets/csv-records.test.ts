/** CSV as it is written elsewhere: what is read, and on which line what cannot be read begins. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCsvRecords } from '../../../../services/datasets/csv-records.js';
import { expectError } from '../../../support/expect-error.js';

const fieldsOf = (csv: string): (readonly string[])[] => readCsvRecords(csv, 'x.csv').map(({ fields }) => fields);
const linesOf = (csv: string): number[] => readCsvRecords(csv, 'x.csv').map(({ line }) => line);

function toField(field: string, style: 'quoted' | 'plain'): string {
  return style === 'quoted' || /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

test('whatever is written as RFC 4180 says is read as it was', () => {
  const field = fc.string({
    unit: fc.constantFrom('a', ' ', ',', '"', '\n', '\r', '\r\n', '\t', ';', 'é', '🙂', '\u2028'),
  });
  const style = fc.constantFrom('quoted' as const, 'plain' as const);
  const record = fc.array(fc.tuple(field, style), { minLength: 2, maxLength: 4 });
  const lineEnd = fc.constantFrom('\n', '\r\n');

  fc.assert(
    fc.property(fc.array(record), lineEnd, fc.boolean(), (records, end, hasLastEnd) => {
      const lines = records.map((fields) => fields.map(([text, how]) => toField(text, how)).join(','));
      const csv = lines.join(end) + (hasLastEnd ? end : '');

      assert.deepEqual(fieldsOf(csv), records.map((fields) => fields.map(([text]) => text))); // prettier-ignore
    }),
    { numRuns: 500 },
  );
});

test('a byte order mark and blank lines are skipped, also before a quoted header', () => {
  assert.deepEqual(fieldsOf('\ufeff"a","b"\r\n\r\n1,2\r\n\n'), [['a', 'b'], ['1', '2']]); // prettier-ignore
  assert.deepEqual(fieldsOf(''), []);
  assert.deepEqual(fieldsOf('\n\r\n'), []);
});

test('a record has the line on which it begins, line breaks in quotes and blank lines counted once', () => {
  assert.deepEqual(linesOf('a,b\n"x\ny",2\n\n3,4\n'), [1, 2, 5]);
  assert.deepEqual(linesOf('a,b\r\n"x\r\ny",2\r\n\r\n3,4\r\n'), [1, 2, 5]);
});

test('quotes that do not fit are refused with the line of their record', async () => {
  const refused = (csv: string, at: string, message: RegExp): Promise<void> =>
    expectError(() => readCsvRecords(csv, 'x.csv'), 'DATASET_FILE_INVALID', { at, message });

  await refused('a,b\n1,2\n"x,3\n4,5\n6,7\n', 'x.csv:3', /no end/);
  await refused('a,b\r\n"1\r\n",2\r\n3,x"y"\r\n', 'x.csv:4', /quote stands inside/);
  await refused('a,b\n1,2\n3,"x" y\n', 'x.csv:3', /follows a closing quote/);
});

test('more rows than are allowed are refused, the last allowed one is not', async () => {
  const csv = 'a,b\n' + '1,2\n'.repeat(100_000);

  assert.equal(readCsvRecords(csv, 'x.csv').length, 100_001);
  await expectError(() => readCsvRecords(`${csv}1,2\n`, 'x.csv'), 'DATASET_TOO_LARGE', { at: 'x.csv' });
});
