/** Keeps the stored job in step with its run: renews the owner, tells progress, hears of cancelling. */
import type { JobRecord } from '../../domain/job.js';
import type { JobTable } from '../../store/store.js';
import type { Clock, Log } from '../services.js';
import { isOwnedByThisProcess, ownerNow } from './job-owner.js';

const beatMs = 1000;

export interface HeartbeatOptions {
  readonly jobs: JobTable;
  readonly id: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Told the stored job after every beat. */
  readonly onBeat: (job: JobRecord) => void;
  /** Called when somebody asked for cancelling. */
  readonly onCancel: () => void;
  /** Called when another process has taken the job. */
  readonly onLost: () => void;
}

export class Heartbeat {
  private news: { readonly progress: number; readonly message: string } | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly options: HeartbeatOptions) {
    this.timer = setInterval(() => this.beat(), beatMs);
  }

  /** Told with the next beat. */
  progress(fraction: number, message: string): void {
    this.news = { progress: Math.min(1, Math.max(0, fraction)), message };
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private beat(): void {
    const { jobs, id, log } = this.options;
    try {
      this.tell(jobs.update(id, (job) => this.renewed(job)));
    } catch (error) {
      // A full disk, for instance: the run itself will meet it, or it passes.
      log.warn({ err: error, jobId: id }, `job ${id} could not be kept up to date`);
    }
  }

  private renewed(job: JobRecord): JobRecord | undefined {
    if (job.state !== 'RUNNING' || !isOwnedByThisProcess(job)) return undefined;
    return { ...job, ...this.news, owner: ownerNow(this.options.clock()) };
  }

  private tell(job: JobRecord | undefined): void {
    const { onBeat, onCancel, onLost } = this.options;
    if (!job || job.state !== 'RUNNING' || !isOwnedByThisProcess(job)) return onLost();
    onBeat(job);
    if (job.cancelRequested) onCancel();
  }
}
