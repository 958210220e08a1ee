/** The rows of a text of JSON Lines by the fields of their objects. */
import { ResearchError } from '../../domain/errors.js';
import { requireColumn, type TableRow } from './table.js';

/**
 * Blank lines are skipped. Throws DATASET_FILE_INVALID for a line that is no JSON object, DATASET_COLUMN_MISSING where the first
 * object lacks a wanted column; what later ones lack is found when it is read.
 */
export function* readJsonlTable(jsonl: string, columns: readonly string[], at: string): Generator<TableRow> {
  let isFirst = true;
  for (const { line, number } of linesOf(jsonl)) {
    if (line.trim() === '') continue;
    const rowAt = `${at}:${number}`;
    const fields = parseObject(line, rowAt);
    if (isFirst) for (const column of columns) requireColumn(column, Object.keys(fields), rowAt);
    isFirst = false;
    yield { at: rowAt, value: (column) => (Object.hasOwn(fields, column) ? fields[column] : undefined) };
  }
}

/** Only at line feeds: JSON leaves the other line breaks of Unicode as they are. */
function* linesOf(text: string): Generator<{ readonly line: string; readonly number: number }> {
  let from = text.startsWith('\ufeff') ? 1 : 0;
  for (let number = 1; from < text.length; number++) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    yield { line: text.slice(from, to), number };
    from = to + 1;
  }
}

function parseObject(line: string, at: string): Readonly<Record<string, unknown>> {
  const parsed = parseJson(line, at);
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Record<string, unknown>;
  throw new ResearchError('DATASET_FILE_INVALID', `The line is not a JSON object: ${line.slice(0, 60)}`, { at });
}

function parseJson(line: string, at: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    const message = `The line is not JSON: ${line.slice(0, 60)}`;
    throw new ResearchError('DATASET_FILE_INVALID', message, { at, cause });
  }
}
