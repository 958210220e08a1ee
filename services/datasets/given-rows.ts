/** Rows of a data set that are given one by one. */
import type { DatasetContent, DatasetRow } from '../../domain/dataset.js';
import { ResearchError } from '../../domain/errors.js';
import type { DatasetRowRequest } from '../services.js';
import { parseGroup, parseLabel, parseSplit, parseText } from './cells.js';
import { checkGroupColumns, collectRows } from './dataset-rows.js';

/**
 * The first row says which group columns there are, and whether there are splits. Throws DATASET_ROW_INVALID for a row with
 * others; DATASET_COLUMN_UNFIT; DATASET_TOO_LARGE.
 */
export function readGivenRows(given: readonly DatasetRowRequest[]): DatasetContent {
  const groupColumns = given.at(0)?.groups?.map(({ column }) => column) ?? [];
  checkGroupColumns(groupColumns, 'rows[0]');
  const hasSplit = given.at(0)?.split !== undefined;
  return { groupColumns, rows: collectRows(rowsOf(given, groupColumns, hasSplit ? 'split' : 'whole'), 'rows') };
}

function* rowsOf(
  given: readonly DatasetRowRequest[],
  groupColumns: readonly string[],
  parts: 'split' | 'whole',
): Generator<DatasetRow> {
  for (const [place, row] of given.entries()) {
    const at = `rows[${place}]`;
    if ((row.split !== undefined) !== (parts === 'split'))
      throw unlikeFirst('Some rows have a split, some have not.', at);
    yield {
      text: parseText(row.text, at),
      label: parseLabel(row.label, at),
      groups: groupsOf(row, groupColumns, at),
      split: row.split === undefined ? null : parseSplit(row.split, at),
    };
  }
}

function groupsOf({ groups = [] }: DatasetRowRequest, columns: readonly string[], at: string): string[] {
  const values = new Map(groups.map(({ column, value }) => [column, value]));
  const isAsFirst = groups.length === columns.length && columns.every((column) => values.has(column));
  if (!isAsFirst) throw unlikeFirst('Its group columns are not those of the first row.', at);
  return columns.map((column) => parseGroup(values.get(column), column, at));
}

function unlikeFirst(what: string, at: string): ResearchError {
  return new ResearchError('DATASET_ROW_INVALID', `The row at ${at} cannot be used. ${what}`, { at });
}
