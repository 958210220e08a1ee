/** Folds for cross-validation that keep groups together. */
import { ResearchError } from '../../domain/errors.js';
import { shareOf } from './divide-rows.js';

const mostFolds = 5;

export interface FoldedRows {
  /** Name of each row's group. */
  readonly groups: readonly string[];
  readonly isPositive_N: Uint8Array;
  readonly seed: number;
}

/**
 * The fold of each row: groups in the order that the seed gives them are dealt out one by one, to as many folds, five at most, as
 * leave both classes outside of every fold. Throws DATASET_PART_TOO_SMALL when no two do.
 */
export function groupFolds({ groups, isPositive_N, seed }: FoldedRows): Uint8Array {
  const order = [...new Set(groups)]
    .map((group) => ({ group, share: shareOf(`fold ${group}`, seed) }))
    .sort((a, b) => a.share - b.share || (a.group < b.group ? -1 : 1));
  for (let folds = Math.min(mostFolds, order.length); folds > 1; folds--) {
    const foldOf = new Map(order.map(({ group }, place) => [group, place % folds]));
    const fold_N = Uint8Array.from(groups, (group) => foldOf.get(group) ?? 0);
    if (leavesBothClasses(fold_N, isPositive_N, folds)) return fold_N;
  }
  const message = 'The fitting part has too few groups to choose "c" by cross-validation.';
  throw new ResearchError('DATASET_PART_TOO_SMALL', message, { at: 'c', fix: 'Give `c`, or add groups.' });
}

function leavesBothClasses(fold_N: Uint8Array, isPositive_N: Uint8Array, folds: number): boolean {
  return Array.from({ length: folds }, (_, fold) => fold).every((fold) => {
    const outside = isPositive_N.filter((_, row) => fold_N[row] !== fold);
    return outside.includes(0) && outside.includes(1);
  });
}
