/** Data as a table of values by column, whatever file they came from. */
import { ResearchError } from '../../domain/errors.js';
import { didYouMean } from '../../domain/nearest-name.js';

export interface TableRow {
  /** File and line, or the place in a list. */
  readonly at: string;
  /** Undefined in a column that this row does not have. */
  value(column: string): unknown;
}

/** Throws DATASET_COLUMN_MISSING for a wanted column that is not among the known ones. */
export function requireColumn(column: string, known: readonly string[], at: string): void {
  if (known.includes(column)) return;
  const listed = known.slice(0, 20).map((name) => `"${name.slice(0, 60)}"`);
  const message = `There is no column "${column}".${didYouMean(column, known)} There are ${listed.join(', ')}.`;
  throw new ResearchError('DATASET_COLUMN_MISSING', message, { at });
}
