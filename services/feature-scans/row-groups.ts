/** Which rows of a data set go together when labels are permuted. */
import type { DatasetContent } from '../../domain/dataset.js';
import type { RowDivision } from '../../domain/classifier.js';

/** The number of each row's group: its value in the column that divides the rows, or its text where there is none. */
export function rowGroups({ groupColumns, rows }: DatasetContent, { splitBy }: RowDivision): Uint32Array {
  const column = splitBy === null ? -1 : groupColumns.indexOf(splitBy);
  const numbers = new Map<string, number>();
  return Uint32Array.from(rows, ({ text, groups }) => {
    const key = column < 0 ? text : groups[column];
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}
