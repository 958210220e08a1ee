/** Tells how far a part of a job is, as a share of the whole. */
import type { PooledContext } from './pooled-activations.js';

/** What the part from one share of the job to another is given. */
export function partOfContext({ signal, progress }: PooledContext, from: number, to: number): PooledContext {
  return { signal, progress: (share, message) => progress(from + share * (to - from), message) };
}
