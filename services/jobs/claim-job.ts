/** Takes a job for this process, in one transaction, so that no two processes run it. */
import { ResearchError } from '../../domain/errors.js';
import type { JobRecord } from '../../domain/job.js';
import type { JobTable } from '../../store/store.js';
import { isRunnable, ownerNow } from './job-owner.js';

/** The job as it is now, and whether it is ours: not when it is final or somebody lives who runs it. Throws JOB_NOT_FOUND. */
export function claimJob(
  jobs: JobTable,
  id: string,
  now: Date,
): { readonly job: JobRecord; readonly claimed: boolean } {
  let claimed = false;
  const job = jobs.update(id, (stored) => {
    claimed = isRunnable(stored, now);
    if (!claimed) return undefined;
    return {
      ...stored,
      state: 'RUNNING',
      owner: ownerNow(now),
      startedAt: stored.startedAt ?? now.toISOString(),
      error: null,
    };
  });
  if (!job) throw jobNotFound(id);
  return { job, claimed };
}

export function jobNotFound(id: string): ResearchError {
  return new ResearchError('JOB_NOT_FOUND', `No job has the id "${id}".`, { at: 'id' });
}
