/** Takes a job for this process, in one transaction, so that no two processes run it. */
import { ResearchError } from '../../domain/errors.js';
import { isFinal, type JobRecord } from '../../domain/job.js';
import type { JobTable } from '../../store/store.js';
import { isRunnable, ownerNow } from './job-owner.js';

/** The job as it is now: running and ours, or final already. Throws JOB_NOT_FOUND, and JOB_RUNNING when somebody lives who runs it. */
export function claimJob(jobs: JobTable, id: string, now: Date): JobRecord {
  let claimed = false;
  const job = jobs.update(id, (stored) => {
    claimed = isRunnable(stored, now);
    if (!claimed) return undefined;
    return { ...stored, state: 'RUNNING', owner: ownerNow(now), startedAt: stored.startedAt ?? now.toISOString() };
  });
  if (!job) throw jobNotFound(id);
  if (!claimed && !isFinal(job.state)) throw jobRunning(job);
  return job;
}

export function jobNotFound(id: string): ResearchError {
  return new ResearchError('JOB_NOT_FOUND', `No job has the id "${id}".`, { at: 'id' });
}

function jobRunning({ id, owner }: JobRecord): ResearchError {
  return new ResearchError('JOB_RUNNING', `Process ${owner?.pid} on ${owner?.host} runs the job ${id}.`, { at: 'id' });
}
