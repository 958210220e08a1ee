/** The parts that a data set's own split column gives. */
import type { DatasetRow } from '../../domain/dataset.js';
import { ResearchError } from '../../domain/errors.js';
import { rowParts, type RowPart } from './row-part.js';

const namesOfSplits: Readonly<Record<RowPart, readonly string[]>> = {
  fit: ['train', 'training', 'fit', 'select'],
  calibrate: ['validation', 'valid', 'val', 'dev', 'development', 'calibrate', 'calibration'],
  test: ['test', 'testing', 'eval', 'evaluation', 'held-out', 'heldout'],
};

/**
 * The part of each row. Of two splits the later is for the test, and the earlier is `learn`, to be divided into fitting and
 * calibration. Undefined without a split column, and where all rows are of one split. Throws DATASET_COLUMN_UNFIT for a split whose
 * name tells nothing.
 */
export function readGivenParts(rows: readonly DatasetRow[]): (RowPart | 'learn')[] | undefined {
  const known = new Map<string | null, RowPart>();
  for (const { split } of rows) {
    if (split === null) return undefined;
    if (!known.has(split)) known.set(split, partOf(split));
  }
  const present = rowParts.filter((part) => [...known.values()].includes(part));
  if (present.length < 2) return undefined;
  const parts = rows.map(({ split }) => known.get(split) ?? 'fit');
  if (present.length === 3) return parts;
  return parts.map((part) => (part === present[0] ? 'learn' : 'test'));
}

function partOf(split: string): RowPart {
  const name = split.trim().toLowerCase();
  const part = rowParts.find((candidate) => namesOfSplits[candidate].includes(name));
  if (part) return part;
  const message = `The split "${split}" is neither for training, nor for validation, nor for the test.`;
  throw new ResearchError('DATASET_COLUMN_UNFIT', message, {
    at: 'dataset',
    fix: 'Name the splits train, validation and test, or divide by a group column (`splitBy`).',
  });
}
