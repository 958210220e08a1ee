/** The rows of a data set out of a table. */
import { mostDatasetRows, type ColumnMap, type DatasetRow } from '../../domain/dataset.js';
import { ResearchError } from '../../domain/errors.js';
import { parseGroup, parseLabel, parseSplit, parseText } from './cells.js';
import type { TableRow } from './table.js';

const mostGroupColumns = 64;

/** Throws DATASET_TOO_LARGE at the first row that is too many. */
export function collectRows(rows: Iterable<DatasetRow>, at: string): DatasetRow[] {
  const collected: DatasetRow[] = [];
  for (const row of rows) {
    if (collected.length === mostDatasetRows) throw tooManyRows(at);
    collected.push(row);
  }
  return collected;
}

/** The DATASET_TOO_LARGE of whoever reads one row more than `mostDatasetRows`. */
export function tooManyRows(at: string): ResearchError {
  return new ResearchError('DATASET_TOO_LARGE', `There are more than ${mostDatasetRows} rows.`, { at });
}

/** Throws DATASET_ROW_INVALID for the first bad row. */
export function* rowsOfTable(table: Iterable<TableRow>, columns: ColumnMap): Generator<DatasetRow> {
  for (const { at, value } of table) {
    yield {
      text: parseText(value(columns.text), at),
      label: parseLabel(value(columns.label), at),
      groups: columns.groups.map((group) => parseGroup(value(group), group, at)),
      split: columns.split === undefined ? null : parseSplit(value(columns.split), at),
    };
  }
}

/** The columns that a map names. Throws DATASET_COLUMN_UNFIT where one is given parts that do not go together. */
export function columnsOf({ text, label, groups, split }: ColumnMap): string[] {
  if (text === label) throw unfit(`"${text}" cannot be both the text and the label.`);
  if (text === split || groups.includes(text)) throw unfit(`"${text}" is the text, and cannot group or split rows.`);
  if (label === split) throw unfit(`"${label}" is the label, and cannot split rows.`);
  checkGroupColumns(groups, 'columns.groups');
  return [...new Set([text, label, ...groups, ...(split === undefined ? [] : [split])])];
}

/** Throws DATASET_COLUMN_UNFIT for a column that is named twice, and for more than 64. */
export function checkGroupColumns(groups: readonly string[], at: string): void {
  const twice = groups.find((group, place) => groups.indexOf(group) !== place);
  if (twice !== undefined) throw unfit(`"${twice}" is named twice among the groups.`, at);
  if (groups.length > mostGroupColumns)
    throw unfit(`There are ${groups.length} group columns; ${mostGroupColumns} are allowed.`, at);
}

function unfit(message: string, at = 'columns'): ResearchError {
  return new ResearchError('DATASET_COLUMN_UNFIT', message, { at });
}
