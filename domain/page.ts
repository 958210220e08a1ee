/** Pages of a list: how many, after which cursor, and what came back. */
import { ResearchError } from './errors.js';

export interface PageRequest {
  readonly first: number;
  readonly after?: string;
}

export interface PageItem<T> {
  /** Made when it is read: most questions ask for the cursor of a page's end alone. */
  readonly cursor: string;
  readonly node: T;
}

export interface Page<T> {
  readonly items: readonly PageItem<T>[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly totalCount: number;
}

/** Returns `first`, or throws PAGE_SIZE_INVALID when it is not a whole number from 1 to `most`. */
export function parsePageSize(first: number, most: number, at = 'first'): number {
  if (!Number.isInteger(first) || first < 1 || first > most) {
    throw new ResearchError('PAGE_SIZE_INVALID', `${first} items were asked for; 1 to ${most} are allowed.`, { at });
  }
  return first;
}

/** An opaque cursor that holds `position`, which must survive JSON. */
export function toCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Reads a cursor with `parse`, which returns undefined for a position it does not know; throws CURSOR_INVALID. */
export function parseCursor<T>(cursor: string, parse: (position: unknown) => T | undefined, at = 'after'): T {
  const position = parse(decodedPosition(cursor));
  if (position === undefined)
    throw new ResearchError('CURSOR_INVALID', `"${cursor.slice(0, 80)}" is not a cursor of this list.`, { at });
  return position;
}

function decodedPosition(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
