/** Ends a job whose process died again and again. */
import { errorCatalogue } from '../../domain/errors.js';
import type { JobError } from '../../domain/job.js';
import type { Store } from '../../store/store.js';
import { clearJob } from './clear-job.js';
import { isRunnable } from './job-owner.js';

export interface GivingUp {
  /** How often its process ended. */
  readonly attempts: number;
  readonly now: Date;
}

/** The job fails with JOB_CRASHED, unless it came to an end meanwhile or another process runs it. */
export function giveUpJob(store: Store, id: string, { attempts, now }: GivingUp): void {
  const message = `The process of the job ended ${attempts} times without finishing it.`;
  const error: JobError = { code: 'JOB_CRASHED', message, fix: errorCatalogue.JOB_CRASHED.fix };
  let givenUp = false;
  store.jobs.update(id, (stored) => {
    givenUp = isRunnable(stored, now);
    return givenUp ? { ...stored, state: 'FAILED', error, finishedAt: now.toISOString(), owner: null } : undefined;
  });
  if (givenUp) clearJob(store, id);
}
