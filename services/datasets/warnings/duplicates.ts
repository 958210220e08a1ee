/** Warnings of rows that occur more than once: within a split, across splits, and with different labels. */
import type { DatasetRow, Guard } from '../../../domain/dataset.js';
import { linkNearDuplicates, shinglesOf } from '../../../engine/index.js';
import type { ExaminedRows } from '../examined-rows.js';

/** Numbers of rows, counted from 0, that belong together. */
type RowGroup = readonly number[];

export function warnOfDuplicates(examined: ExaminedRows): Guard[] {
  const { rows } = examined;
  const groups = groupBy(rows, ({ text }) => text);
  const repeated = groups.filter((group) => group.length > 1);
  return [
    ...duplicateRows(repeated, rows),
    ...duplicatesAcross(repeated, rows),
    ...differingLabels(repeated, rows),
    ...nearDuplicates(groups, examined),
  ];
}

function duplicateRows(repeated: readonly RowGroup[], rows: readonly DatasetRow[]): Guard[] {
  const within = repeated.flatMap((group) => splitUp(group, rows).filter((part) => part.length > 1));
  if (within.length === 0) return [];
  const count = sum(within.map((group) => group.length - 1));
  const where = rows[0].split === null ? '' : ' of the same split';
  return [
    {
      code: 'DUPLICATE_ROWS',
      message: `${rowsHave(count)} the text of an earlier row${where}; rows ${pairOf(within[0])} are the first.`,
    },
  ];
}

function duplicatesAcross(repeated: readonly RowGroup[], rows: readonly DatasetRow[]): Guard[] {
  const across = repeated.filter((group) => splitUp(group, rows).length > 1);
  if (across.length === 0) return [];
  const first = splitUp(across[0], rows).map(([row]) => row);
  const message = `${across.length} ${across.length === 1 ? 'text occurs' : 'texts occur'} in more than one split; rows ${pairOf(first)} (${splitsOf(first, rows)}) are the first. Figures of one split are flattered by what was learned in another.`;
  return [{ code: 'LEAK_DUPLICATE', message }];
}

function differingLabels(repeated: readonly RowGroup[], rows: readonly DatasetRow[]): Guard[] {
  const differing = repeated.filter((group) => new Set(group.map((row) => rows[row].label)).size > 1);
  if (differing.length === 0) return [];
  const [first] = differing[0];
  const other = differing[0].find((row) => rows[row].label !== rows[first].label) ?? first;
  const message = `${differing.length} ${differing.length === 1 ? 'text has' : 'texts have'} different labels in different rows; rows ${first} ("${rows[first].label}") and ${other} ("${rows[other].label}") are the first. No classifier of these labels can be right about both.`;
  return [{ code: 'DUPLICATE_LABELS_DIFFER', message }];
}

/** Of different texts; equal ones are told before. */
function nearDuplicates(groups: readonly RowGroup[], { rows, words }: ExaminedRows): Guard[] {
  const { cluster_N, complete } = linkNearDuplicates(groups.map(([row]) => shinglesOf(words.ofTexts[row])));
  const clusters = groupBy(groups, (_, place) => cluster_N[place])
    .filter((cluster) => cluster.length > 1)
    .map((cluster) => cluster.map((place) => groups[place]));
  const unknown: Guard[] = complete ? [] : [searchStopped];
  return [...unknown, ...nearDuplicateRows(clusters, groups.length), ...nearDuplicatesAcross(clusters, rows)];
}

const searchStopped: Guard = {
  code: 'NEAR_DUPLICATES_UNKNOWN',
  message:
    'The search for near duplicates was stopped: too many texts are of one mould. What is told of them is the least.',
};

function nearDuplicateRows(clusters: readonly (readonly RowGroup[])[], texts: number): Guard[] {
  if (clusters.length === 0) return [];
  const count = sum(clusters.map((cluster) => cluster.length - 1));
  const first = clusters[0].map(([row]) => row);
  const message = `${count} of ${texts} different texts nearly ${count === 1 ? 'repeats' : 'repeat'} an earlier one (at least 0.9 of their runs of three words are the same); rows ${pairOf(first)} are the first.`;
  return [{ code: 'NEAR_DUPLICATE_ROWS', message }];
}

function nearDuplicatesAcross(clusters: readonly (readonly RowGroup[])[], rows: readonly DatasetRow[]): Guard[] {
  const across = clusters.filter((cluster) => splitUp(cluster.flat(), rows).length > 1);
  if (across.length === 0) return [];
  const first = splitUp(across[0].flat(), rows).map(([row]) => row);
  const message = `Near duplicates lie in more than one split, ${across.length === 1 ? '1 group' : `${across.length} groups`} of them; rows ${pairOf(first)} (${splitsOf(first, rows)}) are the first.`;
  return [{ code: 'LEAK_NEAR_DUPLICATE', message }];
}

/** The rows of each split. */
function splitUp(group: RowGroup, rows: readonly DatasetRow[]): RowGroup[] {
  const parts = groupBy(group, (row) => rows[row].split);
  return parts.map((part) => part.map((place) => group[place]));
}

/** Places of items with the same key, in the order of first appearance. */
function groupBy<T>(items: readonly T[], keyOf: (item: T, place: number) => unknown): number[][] {
  const groups = new Map<unknown, number[]>();
  items.forEach((item, place) => {
    const key = keyOf(item, place);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [place]);
    else group.push(place);
  });
  return [...groups.values()];
}

function rowsHave(count: number): string {
  return count === 1 ? '1 row has' : `${count} rows have`;
}

function pairOf([first, second]: RowGroup): string {
  return `${first} and ${second}`;
}

function splitsOf([first, second]: RowGroup, rows: readonly DatasetRow[]): string {
  return `"${rows[first].split}" and "${rows[second].split}"`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
