/** Which rows of a data set belong together, so that none of them is learned from while another is tested on. */
import type { DatasetContent, DatasetRecord } from '../../domain/dataset.js';
import { ResearchError } from '../../domain/errors.js';
import { didYouMean } from '../../domain/nearest-name.js';

/**
 * The name of each row's group. Without a column, equal texts are a group; with one, rows that have the same value, and groups
 * that share a text are one, named after the least of their values. Texts are compared in NFKC and lower case, with runs of spaces
 * as one. Throws DATASET_COLUMN_MISSING.
 */
export function groupRows({ groupColumns, rows }: DatasetContent, splitBy: string | null): readonly string[] {
  const texts = rows.map(({ text }) => normaliseText(text));
  if (splitBy === null) return texts;
  const column = groupColumns.indexOf(splitBy);
  if (column < 0) throw columnMissing(splitBy, groupColumns);
  const values = rows.map(({ groups }) => groups[column]);
  const leastOf = joinedValues(values, texts);
  return values.map(leastOf);
}

export function normaliseText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** The least of the values that are joined, by whatever chain of shared texts, to this one. */
function joinedValues(values: readonly string[], texts: readonly string[]): (value: string) => string {
  const parents = new Map(values.map((value) => [value, value]));
  const rootOf = (value: string): string => {
    let root = value;
    for (let parent = parents.get(root); parent !== undefined && parent !== root; parent = parents.get(root))
      root = parent;
    parents.set(value, root);
    return root;
  };
  const firstWith = new Map<string, string>();
  texts.forEach((text, row) => {
    const [a, b] = [rootOf(firstWith.get(text) ?? values[row]), rootOf(values[row])];
    parents.set(a < b ? b : a, a < b ? a : b);
    firstWith.set(text, values[row]);
  });
  return rootOf;
}

/** Throws DATASET_COLUMN_MISSING when the data set has no group column of this name. */
export function checkSplitBy(splitBy: string | undefined, { groups }: Pick<DatasetRecord, 'groups'>): void {
  const columns = groups.map(({ column }) => column);
  if (splitBy !== undefined && !columns.includes(splitBy)) throw columnMissing(splitBy, columns);
}

/** The refusal of a column that groups no rows. */
function columnMissing(column: string, known: readonly string[]): ResearchError {
  const columns = known.length === 0 ? 'It has none.' : `It has ${known.map((name) => `"${name}"`).join(', ')}.`;
  const message = `The data set has no group column "${column}".${didYouMean(column, known)} ${columns}`;
  return new ResearchError('DATASET_COLUMN_MISSING', message, { at: 'splitBy' });
}
