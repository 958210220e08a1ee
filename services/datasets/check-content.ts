/** Whether the labels and splits of a data set can be used, and which label counts as true. */
import { mostListedValues, type ClassCount, type DatasetContent } from '../../domain/dataset.js';
import { ResearchError } from '../../domain/errors.js';
import { countValues } from './count-values.js';
import { choosePositiveLabel } from './positive-label.js';

export interface CheckedContent {
  readonly classes: readonly ClassCount[];
  readonly splits: readonly ClassCount[];
  readonly positiveLabel: string;
}

const mostSplits = 20;
const leastRowsOfSide = 2;

/**
 * Throws DATASET_TOO_SMALL without rows and with fewer than two on either side of the label, DATASET_ONE_CLASS, POSITIVE_LABEL_INVALID,
 * and DATASET_COLUMN_UNFIT for a label with more than 100 values or a split with more than 20.
 */
export function checkContent({ rows }: DatasetContent, wantedLabel: string | undefined): CheckedContent {
  if (rows.length === 0) throw new ResearchError('DATASET_TOO_SMALL', 'There are no rows.', { at: 'source' });
  const classes = countValues(rows.map(({ label }) => label));
  checkClasses(classes, rows.length);
  const positiveLabel = choosePositiveLabel(classes, wantedLabel);
  checkSides(classes, positiveLabel);
  const splits = countValues(rows.flatMap(({ split }) => split ?? []));
  checkSplits(splits);
  return { classes, splits, positiveLabel };
}

function checkClasses(classes: readonly ClassCount[], rows: number): void {
  if (classes.length === 1) {
    const message = `All rows (${rows}) have the label "${classes[0].label.slice(0, 60)}".`;
    throw new ResearchError('DATASET_ONE_CLASS', message, { at: 'label' });
  }
  if (classes.length <= mostListedValues) return;
  const message = `There are ${classes.length} labels among ${rows} rows; ${mostListedValues} are allowed.`;
  throw new ResearchError('DATASET_COLUMN_UNFIT', message, { at: 'label' });
}

function checkSides(classes: readonly ClassCount[], positiveLabel: string): void {
  const rows = classes.reduce((sum, one) => sum + one.rows, 0);
  const positives = classes.find(({ label }) => label === positiveLabel)?.rows ?? 0;
  if (Math.min(positives, rows - positives) >= leastRowsOfSide) return;
  const message = `Rows with the positive label "${positiveLabel.slice(0, 60)}": ${positives}, without it: ${rows - positives}; at least ${leastRowsOfSide} of each are needed.`;
  throw new ResearchError('DATASET_TOO_SMALL', message, { at: 'label' });
}

function checkSplits(splits: readonly ClassCount[]): void {
  if (splits.length <= mostSplits) return;
  const message = `There are ${splits.length} splits, such as "${splits[0].label.slice(0, 60)}"; ${mostSplits} are allowed.`;
  throw new ResearchError('DATASET_COLUMN_UNFIT', message, {
    at: 'split',
    fix: 'A column that says which rows belong together is a group column.',
  });
}
