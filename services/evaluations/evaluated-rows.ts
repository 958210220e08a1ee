/** Which rows an evaluation reads: none that the classifier was made from. */
import type { ClassifierRecord } from '../../domain/classifier.js';
import type { DatasetContent } from '../../domain/dataset.js';
import { ResearchError } from '../../domain/errors.js';
import { divideRows, type DividedRows } from '../classifiers/divide-rows.js';
import { groupRows, normaliseText } from '../classifiers/row-groups.js';

export interface EvaluatedRows {
  /** Ascending. */
  readonly row_N: Uint32Array;
  /** 1 for a positive row. */
  readonly isPositive_N: Uint8Array;
  /** Number of each row's group of rows that belong together. */
  readonly cluster_N: Uint32Array;
  /** Rows left out, because their texts stand where the classifier was made from. */
  readonly leaked: number;
}

export interface ReadSets {
  readonly classifier: ClassifierRecord;
  /** What the classifier was made from. */
  readonly own: DatasetContent;
  readonly content: DatasetContent;
  readonly isOwn: boolean;
}

/**
 * Of the classifier's own data set the test part, of another one all rows whose text stands neither in the fitting nor in the
 * calibration part. Throws DATASET_ONE_CLASS when rows of one side of the label are all that is left.
 */
export function chooseRows({ classifier, own, content, isOwn }: ReadSets): EvaluatedRows {
  const divided = divideRows(own, classifier.division, classifier.positiveLabel);
  const candidates = isOwn ? divided.test : Uint32Array.from(content.rows.keys());
  const seen = textsSeen(own, divided);
  const row_N = candidates.filter((row) => !seen.has(normaliseText(content.rows[row].text)));
  const isPositive_N = Uint8Array.from(row_N, (row) => (content.rows[row].label === classifier.positiveLabel ? 1 : 0));
  const leaked = candidates.length - row_N.length;
  if (!isPositive_N.includes(0) || !isPositive_N.includes(1)) throw oneClass(row_N.length, leaked);
  return { row_N, isPositive_N, cluster_N: clustersOf(content, classifier, row_N), leaked };
}

function textsSeen({ rows }: DatasetContent, { fit, calibrate }: DividedRows): ReadonlySet<string> {
  return new Set([...fit, ...calibrate].map((row) => normaliseText(rows[row].text)));
}

/** Number of each row's group: as the classifier's own rows were kept together, where the data set has the column. */
export function clustersOf(
  content: DatasetContent,
  { division }: Pick<ClassifierRecord, 'division'>,
  row_N: Uint32Array,
): Uint32Array {
  const { splitBy } = division;
  const names = groupRows(content, splitBy !== null && content.groupColumns.includes(splitBy) ? splitBy : null);
  const numbers = new Map<string, number>();
  return row_N.map((row) => {
    const number = numbers.get(names[row]) ?? numbers.size;
    numbers.set(names[row], number);
    return number;
  });
}

function oneClass(rows: number, leaked: number): ResearchError {
  const without = leaked === 0 ? '' : `, without the ${leaked} whose text the classifier was made from,`;
  const message = `The ${rows} rows to be read${without} are all on one side of the label.`;
  return new ResearchError('DATASET_ONE_CLASS', message, { at: 'dataset' });
}
