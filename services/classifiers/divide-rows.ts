/** Divides the rows of a data set into a part to fit on, one to set thresholds on, and one that is looked at in the end. */
import { createHash } from 'node:crypto';
import type { RowDivision } from '../../domain/classifier.js';
import type { DatasetContent } from '../../domain/dataset.js';
import { ResearchError } from '../../domain/errors.js';
import { readGivenParts } from './given-parts.js';
import { groupRows } from './row-groups.js';
import { rowParts, type RowPart } from './row-part.js';

/** Row numbers of each part, ascending. */
export type DividedRows = Readonly<Record<RowPart, Uint32Array>>;

/** Rows of each part on either side of the label. */
export type PartCounts = Readonly<Record<RowPart, { readonly positive: number; readonly negative: number }>>;

export type DivideRows = (content: DatasetContent, division: RowDivision, positiveLabel: string) => DividedRows;

/** On either side of the label, in every part. */
const leastRows = 2;
const namesOfParts = { fit: 'fitting', calibrate: 'calibration', test: 'test' } as const;

/**
 * Without a column to divide by, the data set's own splits decide where there are any; otherwise half of the groups are for
 * fitting and a quarter each for the other parts. That is decided from a group's own name and the seed alone, so that rows that are
 * added move no others. Throws DATASET_COLUMN_MISSING, DATASET_COLUMN_UNFIT for splits of unknown names, and
 * DATASET_PART_TOO_SMALL.
 */
export const divideRows: DivideRows = (content, { splitBy, seed }, positiveLabel) => {
  const groups = groupRows(content, splitBy);
  const given = splitBy === null ? readGivenParts(content.rows) : undefined;
  const parts = given
    ? partsGiven(given, groups, seed)
    : groups.map((group) => partAt(shareOf(group, seed), [0.5, 0.75]));
  const divided = collectParts(parts);
  checkParts(divided, { content, splitBy, groups, positiveLabel });
  return divided;
};

export function countParts(content: DatasetContent, divided: DividedRows, positiveLabel: string): PartCounts {
  const count = (rows: Uint32Array) => {
    const positive = rows.filter((row) => content.rows[row].label === positiveLabel).length;
    return { positive, negative: rows.length - positive };
  };
  return { fit: count(divided.fit), calibrate: count(divided.calibrate), test: count(divided.test) };
}

/** From 0 up to 1, evenly over all names. */
export function shareOf(group: string, seed: number): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, group]))
    .digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}

function partAt(share: number, [fit, calibrate]: readonly [number, number]): RowPart {
  if (share < fit) return 'fit';
  return share < calibrate ? 'calibrate' : 'test';
}

/** A row whose text is in a later part as well is in none: it would be learned by heart. */
function partsGiven(
  given: readonly (RowPart | 'learn')[],
  groups: readonly string[],
  seed: number,
): (RowPart | undefined)[] {
  const parts = given.map((part, row) => (part === 'learn' ? partAt(shareOf(groups[row], seed), [2 / 3, 1]) : part));
  const latest = new Map<string, number>();
  parts.forEach((part, row) => {
    latest.set(groups[row], Math.max(latest.get(groups[row]) ?? 0, rowParts.indexOf(part)));
  });
  return parts.map((part, row) => (rowParts.indexOf(part) === latest.get(groups[row]) ? part : undefined));
}

function collectParts(parts: readonly (RowPart | undefined)[]): DividedRows {
  const rowsOf = (wanted: RowPart): Uint32Array =>
    Uint32Array.from(parts.flatMap((part, row) => (part === wanted ? row : [])));
  return { fit: rowsOf('fit'), calibrate: rowsOf('calibrate'), test: rowsOf('test') };
}

interface Division {
  readonly content: DatasetContent;
  readonly splitBy: string | null;
  readonly groups: readonly string[];
  readonly positiveLabel: string;
}

function checkParts(divided: DividedRows, { content, splitBy, groups, positiveLabel }: Division): void {
  const counts = countParts(content, divided, positiveLabel);
  const bad = rowParts.find((part) => Math.min(counts[part].positive, counts[part].negative) < leastRows);
  if (bad === undefined) return;
  const { positive, negative } = counts[bad];
  const lacking = `The ${namesOfParts[bad]} part has ${rowsOf(positive, 'positive')} and ${rowsOf(negative, 'negative')}; ${leastRows} of each are needed.`;
  throw new ResearchError('DATASET_PART_TOO_SMALL', `${lacking}${reason(splitBy, new Set(groups).size)}`, {
    at: splitBy === null ? 'dataset' : 'splitBy',
  });
}

function reason(splitBy: string | null, groups: number): string {
  if (splitBy === null) return '';
  if (groups === 1) return ` All rows are of one group: values of "${splitBy}" that share a text are one.`;
  return ` Divided by "${splitBy}" there are ${groups} groups.`;
}

function rowsOf(count: number, side: string): string {
  return `${count} ${side} ${count === 1 ? 'row' : 'rows'}`;
}
