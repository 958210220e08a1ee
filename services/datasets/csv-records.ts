/** CSV as RFC 4180 has it: commas, quoted fields with doubled quotes and line breaks inside, CR LF or LF. */
import { CsvError, parse } from 'csv-parse/sync';
import { mostDatasetRows } from '../../domain/dataset.js';
import { ResearchError } from '../../domain/errors.js';
import { tooManyRows } from './dataset-rows.js';

export interface CsvRecord {
  /** On which it begins, counted from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * Records in order, the header included; blank lines are skipped, and a byte order mark at the beginning. Throws
 * DATASET_FILE_INVALID for quotes that RFC 4180 does not allow, rather than guess where a field ends, and DATASET_TOO_LARGE. `at`
 * names the file.
 */
export function readCsvRecords(csv: string, at: string): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  // Counted here, since csv-parse counts a CR LF inside quotes twice and puts a quote without an end on the last line.
  let line = 1;
  const collect = (fields: string[]): null => {
    if (fields.length > 1 || fields[0] !== '') records.push({ line, fields });
    if (records.length > mostDatasetRows + 1) throw tooManyRows(at);
    line += 1 + fields.reduce((sum, field) => sum + lineFeedsIn(field), 0);
    return null;
  };
  try {
    parse(csv, { bom: true, record_delimiter: ['\r\n', '\n'], relax_column_count: true, on_record: collect });
  } catch (error) {
    throw error instanceof CsvError ? invalid(error, `${at}:${line}`) : error;
  }
  return records;
}

function lineFeedsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

const meanings: Partial<Record<CsvError['code'], string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quoted field has no end.',
  INVALID_OPENING_QUOTE: 'A quote stands inside a field that is not quoted.',
  CSV_INVALID_CLOSING_QUOTE: 'Text follows a closing quote.',
};

function invalid(cause: CsvError, at: string): ResearchError {
  const what = meanings[cause.code] ?? cause.message;
  return new ResearchError('DATASET_FILE_INVALID', `The row that begins here is not CSV. ${what}`, { at, cause });
}
