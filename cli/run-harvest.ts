/** Runs a harvest in this process, shows how far it is and stops it at a safe place when a signal asks for that. */
import { ResearchError } from '../domain/errors.js';
import type { HarvestInput, JobRecord } from '../domain/job.js';
import { isFinal } from '../domain/job.js';
import type { HarvestRecord } from '../domain/harvest.js';
import { Interrupted } from './interrupt.js';
import { createProgress, type Progress } from './progress.js';
import type { Session } from './run-command.js';

/** The job in its final state and the harvests that it made. */
export interface FinishedHarvest {
  readonly job: JobRecord;
  readonly harvests: readonly HarvestRecord[];
}

/**
 * Starts the harvest, or goes on with the unfinished one of the same input, and waits for its end. Throws what made
 * the job fail, and Interrupted when a signal stopped it.
 */
export async function runHarvest(session: Session, input: HarvestInput): Promise<FinishedHarvest> {
  const { jobs, harvests } = session.services;
  const queued = jobs.startHarvest(input);
  const progress = createProgress('harvest', session.output.options);
  try {
    const job = requireSuccess(await finish(session, queued, progress), session);
    const made = job.results.map(({ key }) => harvests.findById(key));
    return { job, harvests: made.filter((harvest) => harvest !== undefined) };
  } finally {
    progress.stop();
  }
}

/** A server on the same data may claim the job before us; then its run is watched. */
async function finish(session: Session, queued: JobRecord, progress: Progress): Promise<JobRecord> {
  const { jobs } = session.services;
  const { signal } = session.interruption;
  const onProgress = (job: JobRecord): void => progress.update(job.progress, job.message);
  const job = await jobs.run(queued.id, { signal, onProgress });
  if (isFinal(job.state) || signal.aborted) return job;
  session.output.remark('Another process on the same data runs this harvest; its progress is shown.');
  let latest = job;
  for await (latest of jobs.watch(queued.id, signal)) onProgress(latest);
  return latest;
}

function requireSuccess(job: JobRecord, session: Session): JobRecord {
  if (job.state === 'SUCCEEDED') return job;
  const received = session.interruption.received();
  if (received !== undefined) throw new Interrupted(received, howToGoOn(job));
  if (job.error !== null) {
    throw new ResearchError(job.error.code, job.error.message, { fix: job.error.fix ?? undefined });
  }
  throw new ResearchError('CANCELLED', 'The harvest was cancelled.', { fix: 'The same command starts it again.' });
}

function howToGoOn({ state }: JobRecord): string {
  if (state === 'RUNNING') return 'Another process on the same data runs the harvest and goes on with it.';
  return 'The same command goes on where this one stopped, and so does a server on the same data.';
}
