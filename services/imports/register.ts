/** Putting a record into the catalog under a name that is taken once. */
import { ResearchError } from '../../domain/errors.js';
import type { NamedTable } from '../../store/store.js';

/** Whether two records are the same thing; what is left out of the comparison may differ between two imports. */
export type IsSame<R, W = R> = (existing: R, wanted: W) => boolean;

/**
 * Adds the record, or returns the one of this name when it is the same thing. Throws NAME_TAKEN when it is another;
 * also when another process takes the name at the same moment.
 */
export function register<R extends { readonly name: string }>(table: NamedTable<R>, wanted: R, isSame: IsSame<R>): R {
  const existing = findSame(table, wanted, isSame);
  if (existing) return existing;
  if (table.add(wanted)) return wanted;
  return findSame(table, wanted, isSame) ?? register(table, wanted, isSame);
}

/** The record of this name when it is the same thing; throws NAME_TAKEN when it is another. */
export function findSame<R extends { readonly name: string }, W extends { readonly name: string } = R>(
  table: NamedTable<R>,
  wanted: W,
  isSame: IsSame<R, W>,
): R | undefined {
  const existing = table.find(wanted.name);
  if (existing === undefined || isSame(existing, wanted)) return existing;
  throw new ResearchError('NAME_TAKEN', `"${wanted.name}" is registered with other content.`, { at: 'name' });
}
