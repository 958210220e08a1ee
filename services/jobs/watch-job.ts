/** Watches a stored job, whichever process runs it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isFinal, type JobRecord } from '../../domain/job.js';
import type { JobTable } from '../../store/store.js';
import { jobNotFound } from './claim-job.js';

const pollMs = 200;

/** The present state at once, then every change; ends after a final state or when the signal is aborted. Throws JOB_NOT_FOUND. */
export async function* watchJob(jobs: JobTable, id: string, signal: AbortSignal): AsyncGenerator<JobRecord> {
  let seen: string | undefined;
  while (!signal.aborted) {
    const job = jobs.find(id);
    if (!job) throw jobNotFound(id);
    const visible = visiblePart(job);
    if (visible !== seen) yield job;
    if (isFinal(job.state)) return;
    seen = visible;
    await pause(signal);
  }
}

/** The owner's heartbeat is no news. */
function visiblePart(job: JobRecord): string {
  return JSON.stringify({ ...job, owner: null });
}

async function pause(signal: AbortSignal): Promise<void> {
  try {
    await sleep(pollMs, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
