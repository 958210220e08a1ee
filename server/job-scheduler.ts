/**
 * Runs queued jobs one at a time, each in a child process: a harvest never holds up the server, and its memory goes
 * back when it ends. A job whose process died is run again from its checkpoint, and given up after some attempts. One that cannot
 * go on here waits for another server, or for whoever runs it with other settings.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobRecord } from '../domain/job.js';
import { isFinal, isWaiting } from '../domain/job.js';
import type { JobService } from '../services/services.js';
import type { Logger } from './log.js';
import type { Metrics } from './metrics.js';

const mostAttempts = 3;
const lookAgainMs = 500;
const killAfterMs = 10_000;

export interface JobSchedulerOptions {
  readonly jobs: Pick<JobService, 'find' | 'nextRunnable' | 'giveUp'>;
  /** Starts a process that runs the job and ends. */
  readonly startChild: (jobId: string) => ChildProcess;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface JobScheduler {
  /** Stops the child, whose job any later server resumes. */
  close(): Promise<void>;
}

export function startJobScheduler(options: JobSchedulerOptions): JobScheduler {
  const stopping = new AbortController();
  const done = runJobs(options, stopping.signal);
  return {
    close: async () => {
      stopping.abort();
      await done;
    },
  };
}

async function runJobs(options: JobSchedulerOptions, stop: AbortSignal): Promise<void> {
  const attempts = new Map<string, number>();
  const waiting = new Set<string>();
  while (!stop.aborted) {
    try {
      const job = options.jobs.nextRunnable(waiting);
      if (job) await attempt(job, attempts, { options, stop });
      const left = job && options.jobs.find(job.id);
      if (left && isWaiting(left)) waiting.add(left.id);
    } catch (error) {
      options.log.error({ err: error }, 'jobs could not be looked at');
    }
    await sleep(lookAgainMs, undefined, { signal: stop }).catch(() => undefined);
  }
}

interface Running {
  readonly options: JobSchedulerOptions;
  readonly stop: AbortSignal;
}

async function attempt(job: JobRecord, attempts: Map<string, number>, { options, stop }: Running): Promise<void> {
  const before = attempts.get(job.id) ?? 0;
  if (before >= mostAttempts) {
    options.jobs.giveUp(job.id, before);
    options.log.error({ job: job.id, attempts: before }, 'a job was given up');
    return countEnd(job.id, attempts, options);
  }
  attempts.set(job.id, before + 1);
  const child = options.startChild(job.id);
  // A process that cannot be sent a signal says so by an event that would end the server.
  child.on('error', (error) => options.log.error({ job: job.id, err: error }, "a job's process failed"));
  options.log.info({ job: job.id, kind: job.kind, child: child.pid }, 'a job started');
  const ending = await endOf(child, stop);
  countEnd(job.id, attempts, options);
  options.log.info({ job: job.id, state: options.jobs.find(job.id)?.state, ...ending }, "a job's process ended");
}

function countEnd(id: string, attempts: Map<string, number>, { jobs, metrics }: JobSchedulerOptions): void {
  const job = jobs.find(id);
  if (!job || !isFinal(job.state)) return;
  attempts.delete(id);
  metrics.countJob(job.state);
}

/** Waits for the child; asks it to end when the server does, and ends it when it will not. */
async function endOf(child: ChildProcess, stop: AbortSignal): Promise<{ exit: unknown; signal: unknown }> {
  let killer: NodeJS.Timeout | undefined;
  const end = (): void => {
    child.kill('SIGTERM');
    killer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  };
  if (stop.aborted) end();
  else stop.addEventListener('abort', end, { once: true });
  try {
    const [exit, signal] = await once(child, 'exit');
    return { exit, signal };
  } finally {
    clearTimeout(killer);
    stop.removeEventListener('abort', end);
  }
}
