/** Runs one job from claim to final state. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ResearchError } from '../../domain/errors.js';
import type { JobRecord } from '../../domain/job.js';
import type { NodeKey } from '../../domain/node-id.js';
import { unreachable } from '../../domain/unreachable.js';
import type { Store } from '../../store/store.js';
import type { Clock, Log } from '../services.js';
import { claimJob, jobNotFound } from './claim-job.js';
import { clearJob } from './clear-job.js';
import { Heartbeat } from './heartbeat.js';
import type { JobDefinition } from './job-definition.js';
import { toJobError } from './job-error.js';
import { isOwnedByThisProcess } from './job-owner.js';
import { JobWaits } from './job-waits.js';

const mostAttempts = 20;
const attemptMs = 500;

export interface RunnerOptions {
  readonly store: Store;
  readonly definitions: readonly JobDefinition[];
  readonly clock: Clock;
  readonly log: Log;
}

export interface RunOptions {
  /** Aborting puts the job back into the queue, from where it goes on where it was; `cancel` ends it. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (job: JobRecord) => void;
}

/** How a run came to its end. */
type Outcome =
  | { readonly kind: 'succeeded'; readonly results: readonly NodeKey[] }
  | { readonly kind: 'failed' | 'waiting'; readonly error: unknown }
  | { readonly kind: 'cancelled' | 'interrupted' | 'lost' };

type Stop = 'cancelled' | 'interrupted' | 'lost';

/** The job in its final state, queued again when it was interrupted or has to wait, or as it is when another process runs it. Throws JOB_NOT_FOUND. */
export async function runJob(runner: RunnerOptions, id: string, options: RunOptions = {}): Promise<JobRecord> {
  const { job, claimed } = claimJob(runner.store.jobs, id, runner.clock());
  if (!claimed) return job;
  options.onProgress?.(job);
  const outcome = await new JobRun(runner, job, options).run();
  const ended = await end(runner, id, outcome);
  options.onProgress?.(ended);
  return ended;
}

class JobRun {
  private readonly controller = new AbortController();
  private stopped: Stop | undefined;

  constructor(
    private readonly runner: RunnerOptions,
    private readonly job: JobRecord,
    private readonly options: RunOptions,
  ) {}

  async run(): Promise<Outcome> {
    const { signal } = this.options;
    const onAbort = (): void => this.stop('interrupted');
    const heartbeat = this.startHeartbeat();
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
    if (this.job.cancelRequested) this.stop('cancelled');
    try {
      return { kind: 'succeeded', results: await this.work(heartbeat) };
    } catch (error) {
      return this.failure(error);
    } finally {
      heartbeat.stop();
      signal?.removeEventListener('abort', onAbort);
    }
  }

  private async work(heartbeat: Heartbeat): Promise<readonly NodeKey[]> {
    const definition = this.runner.definitions.find(({ kind }) => kind === this.job.kind);
    if (!definition) throw new Error(`no definition of jobs of the kind ${this.job.kind}`);
    return definition.run({
      job: this.job,
      folder: this.runner.store.blobs.jobFolder(this.job.id),
      signal: this.controller.signal,
      progress: (fraction, message) => heartbeat.progress(fraction, message),
    });
  }

  private failure(error: unknown): Outcome {
    if (this.stopped && isCancellation(error)) return { kind: this.stopped };
    return error instanceof JobWaits ? { kind: 'waiting', error: error.reason } : { kind: 'failed', error };
  }

  private startHeartbeat(): Heartbeat {
    return new Heartbeat({
      ...this.runner,
      jobs: this.runner.store.jobs,
      id: this.job.id,
      onBeat: (job) => this.options.onProgress?.(job),
      onCancel: () => this.stop('cancelled'),
      onLost: () => this.stop('lost'),
    });
  }

  private stop(how: Stop): void {
    if (this.stopped) return;
    this.stopped = how;
    this.controller.abort();
  }
}

/** Ours, or what Node's own functions throw when their signal is aborted. */
function isCancellation(error: unknown): boolean {
  return error instanceof ResearchError ? error.code === 'CANCELLED' : (error as Error).name === 'AbortError';
}

/** Frees what the job kept, then stores how it ended: after a full disk there is room for that again. */
async function end(runner: RunnerOptions, id: string, outcome: Outcome): Promise<JobRecord> {
  const { store, clock, log } = runner;
  if (isOver(outcome)) clearJob(store, id);
  const change = endOf(outcome, { now: clock().toISOString(), id, log });
  return storeEnd(runner, id, (job) => (isOwnedByThisProcess(job) ? { ...job, ...change } : undefined));
}

/** Nothing will go on from what the job left. */
function isOver({ kind }: Outcome): boolean {
  return kind === 'succeeded' || kind === 'failed' || kind === 'cancelled';
}

function endOf(outcome: Outcome, { now, id, log }: { now: string; id: string; log: Log }): Partial<JobRecord> {
  switch (outcome.kind) {
    case 'succeeded':
      return { state: 'SUCCEEDED', progress: 1, message: null, results: outcome.results, owner: null, finishedAt: now };
    case 'failed':
      return { state: 'FAILED', error: toJobError(outcome.error, id, log), owner: null, finishedAt: now };
    case 'cancelled':
      return { state: 'CANCELLED', owner: null, finishedAt: now };
    case 'waiting':
      return { state: 'QUEUED', error: toJobError(outcome.error, id, log), owner: null };
    case 'interrupted':
      return { state: 'QUEUED', owner: null };
    case 'lost':
      return {};
    default:
      return unreachable(outcome);
  }
}

/** Tried again for a while when it cannot be stored: a job that never ends would keep others from being started. */
async function storeEnd(
  { store, log }: RunnerOptions,
  id: string,
  change: (job: JobRecord) => JobRecord | undefined,
): Promise<JobRecord> {
  for (let attempt = 1; ; attempt++) {
    try {
      const stored = store.jobs.update(id, change);
      if (!stored) throw jobNotFound(id);
      return stored;
    } catch (error) {
      if (attempt === mostAttempts) throw error;
      log.warn({ err: error, jobId: id }, `how job ${id} ended could not be stored`);
      await sleep(attemptMs);
    }
  }
}
