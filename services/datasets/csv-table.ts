/** The rows of a CSV text by the columns of its header. */
import { ResearchError } from '../../domain/errors.js';
import { readCsvRecords } from './csv-records.js';
import { requireColumn, type TableRow } from './table.js';

/**
 * Throws DATASET_FILE_INVALID for what is no CSV and for a row of another length than the header, DATASET_COLUMN_MISSING for a
 * wanted column that the header does not have, DATASET_COLUMN_UNFIT for one that it has twice.
 */
export function* readCsvTable(csv: string, columns: readonly string[], at: string): Generator<TableRow> {
  const [first, ...records] = readCsvRecords(csv, at);
  if (first === undefined) throw new ResearchError('DATASET_FILE_INVALID', 'There is no header.', { at });
  const header = first.fields;
  for (const column of columns) requireUnique(column, header, `${at}:${first.line}`);
  const placeOf = new Map(header.map((column, place) => [column, place]));
  for (const { line, fields } of records) {
    const rowAt = `${at}:${line}`;
    if (fields.length !== header.length) throw otherLength(fields.length, header.length, rowAt);
    yield { at: rowAt, value: (column) => fields[placeOf.get(column) ?? -1] };
  }
}

function requireUnique(column: string, header: readonly string[], at: string): void {
  requireColumn(column, header, at);
  if (header.indexOf(column) === header.lastIndexOf(column)) return;
  throw new ResearchError('DATASET_COLUMN_UNFIT', `The header has the column "${column}" twice.`, { at });
}

function otherLength(found: number, expected: number, at: string): ResearchError {
  const message = `The row has ${found} fields, the header ${expected}.`;
  return new ResearchError('DATASET_FILE_INVALID', message, {
    at,
    fix: 'Quote fields that hold commas or line breaks; fields are separated by commas, not by tabs or semicolons.',
  });
}
