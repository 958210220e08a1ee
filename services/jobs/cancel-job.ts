/** Asks a job to stop. */
import { isFinal, type JobRecord } from '../../domain/job.js';
import type { Store } from '../../store/store.js';
import { jobNotFound } from './claim-job.js';
import { clearJob } from './clear-job.js';
import { isRunnable } from './job-owner.js';

/** A job that nobody runs is cancelled at once, one that runs is asked to stop, a final one is left. Throws JOB_NOT_FOUND. */
export function cancelJob(store: Store, id: string, now: Date): JobRecord {
  let cancelled = false;
  const job = store.jobs.update(id, (stored) => {
    cancelled = isRunnable(stored, now);
    if (cancelled)
      return {
        ...stored,
        state: 'CANCELLED',
        error: null,
        owner: null,
        cancelRequested: true,
        finishedAt: now.toISOString(),
      };
    return isFinal(stored.state) || stored.cancelRequested ? undefined : { ...stored, cancelRequested: true };
  });
  if (!job) throw jobNotFound(id);
  if (cancelled) clearJob(store, id);
  return job;
}
