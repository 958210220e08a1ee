/** Goes on with less at a time where memory does not suffice. */
import { ResearchError } from '../domain/errors.js';
import { MemoryExhausted } from './worker/memory-exhausted.js';

/**
 * Runs a part of some work, and where that finds no memory its halves, one after the other, and so on; results in the
 * order of the parts. `halve` gives nothing for a part that cannot be cut, and then the error is thrown.
 */
export async function inHalves<P, R>(
  part: P,
  halve: (part: P) => readonly P[],
  run: (part: P) => Promise<R>,
): Promise<R[]> {
  try {
    return [await run(part)];
  } catch (error) {
    const halves = isShortage(error) ? halve(part) : [];
    if (halves.length === 0) throw error;
    const results: R[] = [];
    for (const half of halves) results.push(...(await inHalves(half, halve, run)));
    return results;
  }
}

/** As a worker says it, and as it is told outside of one. */
function isShortage(error: unknown): boolean {
  return error instanceof MemoryExhausted || (error instanceof ResearchError && error.code === 'MEMORY_EXHAUSTED');
}
