/** Queues a job, unless the same one is under way. */
import type { JobKind, JobRecord } from '../../domain/job.js';
import { createSortableId } from '../../store/sortable-id.js';
import type { JobTable } from '../../store/store.js';
import type { Clock } from '../services.js';
import { isAlive } from './job-owner.js';

/** A job that was queued and that nobody has taken for so long may be run by whoever asks for it again. */
const forgottenMs = 30_000;

export interface JobQueue {
  readonly jobs: JobTable;
  readonly clock: Clock;
}

/**
 * A new job; or the unfinished one of the same kind and input, which goes on where it was. The input has been checked, and its
 * defaults are filled in, by a function that names its fields in one order.
 */
export function queueJob({ jobs, clock }: JobQueue, kind: JobKind, input: object): JobRecord {
  const wanted = JSON.stringify(input);
  return jobs.addUnless(queuedJob(kind, input, clock()), (unfinished) =>
    unfinished.find((job) => job.kind === kind && JSON.stringify(job.input) === wanted),
  );
}

export function queuedJob(kind: JobKind, input: object, now: Date): JobRecord {
  return {
    id: createSortableId(now.getTime()),
    kind,
    input,
    state: 'QUEUED',
    progress: 0,
    message: null,
    createdAt: now.toISOString(),
    startedAt: null,
    finishedAt: null,
    error: null,
    results: [],
    owner: null,
    cancelRequested: false,
  };
}

/** Whether the job was interrupted or forgotten. */
export function isLeft({ state, owner, createdAt, startedAt }: JobRecord, now: Date): boolean {
  if (state === 'RUNNING') return owner === null || !isAlive(owner, now);
  if (startedAt !== null) return true;
  return now.getTime() - Date.parse(createdAt) > forgottenMs;
}
