/** Tells how far a part of a job is, as a share of the whole. */
import type { ComparisonOptions } from '../../engine/index.js';
import type { JobContext } from '../jobs/job-definition.js';

export interface PartOfWork {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** What the engine is given for a part. */
export function partOfWork(
  { signal, progress }: Pick<JobContext, 'signal' | 'progress'>,
  { from, to, message }: PartOfWork,
): ComparisonOptions {
  return { signal, onProgress: (share) => progress(from + share * (to - from), message) };
}
