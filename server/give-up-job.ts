/** Ends a job whose process died again and again. */
import { errorCatalogue } from '../domain/errors.js';
import type { JobRecord } from '../domain/job.js';
import { isFinal } from '../domain/job.js';
import type { JobTable } from '../store/store.js';

/** The job fails with JOB_CRASHED, unless it came to an end meanwhile. */
export function giveUpJob(jobs: JobTable, job: JobRecord, attempts: number): void {
  const message = `The process of the job ended ${attempts} times without finishing it.`;
  const error = { code: 'JOB_CRASHED', message, fix: errorCatalogue.JOB_CRASHED.fix } as const;
  const finishedAt = new Date().toISOString();
  jobs.update(job.id, (stored) =>
    isFinal(stored.state) ? undefined : { ...stored, state: 'FAILED', error, finishedAt, owner: null },
  );
}
