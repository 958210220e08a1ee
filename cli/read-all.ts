/** Reads a paged list to its end. */
import type { Page, PageRequest } from '../domain/page.js';

const pageSize = 100;

/** Every item of the list, in its order. */
export function readAll<T>(read: (request: PageRequest) => Page<T>): T[] {
  const all: T[] = [];
  let after: string | undefined;
  for (;;) {
    const page = read({ first: pageSize, after });
    all.push(...page.items.map((item) => item.node));
    if (!page.hasNextPage || page.items.length === 0) return all;
    after = page.items[page.items.length - 1].cursor;
  }
}
