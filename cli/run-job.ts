/** Runs a job in this process, shows how far it is and stops it at a safe place when a signal asks for that. */
import { ResearchError } from '../domain/errors.js';
import type { JobRecord } from '../domain/job.js';
import { isFinal, isWaiting } from '../domain/job.js';
import { Interrupted } from './interrupt.js';
import { createProgress, type Progress } from './progress.js';
import type { Session } from './run-command.js';

/** A job that a command wants done. */
export interface WantedJob {
  /** What it is called in progress and messages: "harvest". */
  readonly noun: string;
  /** Queues the job, or finds the unfinished one of the same input. */
  readonly start: () => JobRecord;
}

/** Starts the job and waits for its end. Throws what made it fail, and Interrupted when a signal stopped it. */
export async function runJob(session: Session, wanted: WantedJob): Promise<JobRecord> {
  const queued = wanted.start();
  const progress = createProgress(wanted.noun, session.output.options);
  try {
    return requireSuccess(await finish(session, queued, { ...wanted, progress }), wanted, session);
  } finally {
    progress.stop();
  }
}

/** A server on the same data may claim the job before us; then its run is watched. */
async function finish(
  { services, interruption, output }: Session,
  queued: JobRecord,
  { noun, progress }: { readonly noun: string; readonly progress: Progress },
): Promise<JobRecord> {
  const { signal } = interruption;
  const onProgress = (job: JobRecord): void => progress.update(job.progress, job.message);
  const job = await services.jobs.run(queued.id, { signal, onProgress });
  if (isFinal(job.state) || isWaiting(job) || signal.aborted) return job;
  output.remark(`Another process on the same data runs this ${noun}; its progress is shown.`);
  let latest = job;
  for await (latest of services.jobs.watch(queued.id, signal)) onProgress(latest);
  return latest;
}

function requireSuccess(job: JobRecord, { noun }: WantedJob, { interruption }: Session): JobRecord {
  if (job.state === 'SUCCEEDED') return job;
  const received = interruption.received();
  if (received !== undefined) throw new Interrupted(received, howToGoOn(job));
  if (job.error !== null)
    throw new ResearchError(job.error.code, job.error.message, { fix: job.error.fix ?? undefined });
  const fix = 'The same command starts it again.';
  throw new ResearchError('CANCELLED', `The ${noun} was cancelled.`, { fix });
}

function howToGoOn({ state }: JobRecord): string {
  if (state === 'RUNNING') return 'Another process on the same data runs the job and goes on with it.';
  return 'The same command goes on with it, and so does a server on the same data.';
}
