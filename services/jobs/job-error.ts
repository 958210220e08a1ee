/** What a failed job says: the error itself where it is one for users, otherwise that something unforeseen happened. */
import { ResearchError } from '../../domain/errors.js';
import type { JobError } from '../../domain/job.js';
import type { Log } from '../services.js';

/** Unforeseen errors are logged and not told. */
export function toJobError(error: unknown, jobId: string, log: Log): JobError {
  if (error instanceof ResearchError) return { code: error.code, message: error.message, fix: error.fix };
  log.error({ err: error, jobId }, `job ${jobId} failed`);
  return {
    code: 'INTERNAL',
    message: `Something unforeseen happened; it was logged under the job's id ${jobId}.`,
    fix: `Report the job's id to whoever runs the server.`,
  };
}
