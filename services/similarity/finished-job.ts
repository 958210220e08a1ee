/** A job whose result is stored already: it is over before it begins. */
import type { JobKind, JobRecord } from '../../domain/job.js';
import type { NodeKey } from '../../domain/node-id.js';
import { queuedJob, type JobQueue } from '../jobs/queue-job.js';

export interface KnownResult {
  readonly kind: JobKind;
  readonly input: object;
  /** A result's key is the id of the job that made it. */
  readonly result: NodeKey;
}

/** The job that made the result, if it was of the same input; otherwise a new one, finished. */
export function finishedJob({ jobs, clock }: JobQueue, { kind, input, result }: KnownResult): JobRecord {
  const maker = jobs.find(result.key);
  if (maker && JSON.stringify(maker.input) === JSON.stringify(input) && maker.state === 'SUCCEEDED') return maker;
  const now = clock();
  const [startedAt, finishedAt] = [now.toISOString(), now.toISOString()];
  const job: JobRecord = {
    ...queuedJob(kind, input, now),
    ...{ state: 'SUCCEEDED', progress: 1, startedAt, finishedAt, results: [result] },
  };
  jobs.add(job);
  return job;
}
