/** How good a classifier is on each group of rows. */
import type { DatasetContent } from '../../domain/dataset.js';
import { ResearchError } from '../../domain/errors.js';
import type { GroupEvaluation, GroupValue } from '../../domain/evaluation.js';
import { simultaneousWilson } from '../../engine/index.js';

/** A table of more is not read, and intervals of so many groups say little. */
export const mostGroups = 1000;

export interface AnsweredRows {
  readonly row_N: Uint32Array;
  /** 1 where the answer is right. */
  readonly isRight_N: Uint8Array;
}

interface Group {
  readonly group: readonly GroupValue[];
  rows: number;
  right: number;
}

/** By value, column by column; none without columns. Throws ARGUMENT_INVALID for more than 1000. */
export function evaluateGroups(
  { groupColumns, rows }: DatasetContent,
  groupBy: readonly string[],
  { row_N, isRight_N }: AnsweredRows,
): GroupEvaluation[] {
  if (groupBy.length === 0) return [];
  const places = groupBy.map((column) => groupColumns.indexOf(column));
  const groups = new Map<string, Group>();
  row_N.forEach((row, n) => {
    const values = places.map((place) => rows[row].groups[place]);
    const key = JSON.stringify(values);
    const group = groups.get(key) ?? {
      group: values.map((value, i) => ({ column: groupBy[i], value })),
      rows: 0,
      right: 0,
    };
    group.rows++;
    group.right += isRight_N[n];
    groups.set(key, group);
  });
  if (groups.size > mostGroups) throw tooMany(groups.size);
  const sorted = [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  const accuracies = simultaneousWilson(sorted.map((group) => ({ successes: group.right, rows: group.rows })));
  return sorted.map(({ group, rows: size }, place) => ({ group, rows: size, accuracy: accuracies[place] }));
}

/** The one of the lowest accuracy; of several, the one with the most rows. */
export function worstOf(groups: readonly GroupEvaluation[]): GroupEvaluation | null {
  return groups.reduce<GroupEvaluation | null>((worst, group) => {
    if (worst === null) return group;
    const difference = group.accuracy.value - worst.accuracy.value;
    return difference < 0 || (difference === 0 && group.rows > worst.rows) ? group : worst;
  }, null);
}

function tooMany(groups: number): ResearchError {
  const message = `The columns make ${groups} groups; ${mostGroups} are allowed.`;
  return new ResearchError('ARGUMENT_INVALID', message, { at: 'groupBy' });
}
