/** Cuts a page out of a list that is already in its order. */
import type { Page, PageRequest } from '../../domain/page.js';
import { parseCursor, toCursor } from '../../domain/page.js';

interface Listed<T> {
  /** Its place in the order; unique. */
  readonly position: string;
  readonly node: T;
}

/** The page with each node replaced; what `replace` does not find is left out. */
export function mapPage<T, U>(page: Page<T>, replace: (node: T) => U | undefined): Page<U> {
  const items = page.items.flatMap(({ cursor, node }) => {
    const replaced = replace(node);
    return replaced === undefined ? [] : { cursor, node: replaced };
  });
  return { ...page, items };
}

/**
 * The page behind `request.after`; the item of the cursor itself may be gone. `isBehind(a, b)` says whether position a comes
 * behind b. Throws CURSOR_INVALID.
 */
export function pageOf<T>(
  listed: readonly Listed<T>[],
  request: PageRequest,
  isBehind: (position: string, other: string) => boolean,
): Page<T> {
  const start = firstBehind(listed, request.after, isBehind);
  const shown = listed.slice(start, start + request.first);
  return {
    items: shown.map(({ position, node }) => ({ cursor: toCursor(position), node })),
    hasNextPage: start + shown.length < listed.length,
    hasPreviousPage: start > 0,
    totalCount: listed.length,
  };
}

export function ascending(position: string, other: string): boolean {
  return position > other;
}

export function descending(position: string, other: string): boolean {
  return position < other;
}

function firstBehind<T>(
  listed: readonly Listed<T>[],
  after: string | undefined,
  isBehind: (position: string, other: string) => boolean,
): number {
  if (after === undefined) return 0;
  const cursor = parseCursor(after, (position) => (typeof position === 'string' ? position : undefined));
  const start = listed.findIndex(({ position }) => isBehind(position, cursor));
  return start < 0 ? listed.length : start;
}
