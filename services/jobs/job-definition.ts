/** What a kind of job must bring; claiming, progress, cancelling and failing are the runner's. */
import type { JobKind, JobRecord } from '../../domain/job.js';
import type { NodeKey } from '../../domain/node-id.js';

export interface JobDefinition {
  readonly kind: JobKind;
  /**
   * Does the job and returns what it made. May be called again for a job whose process ended: it then goes on from what
   * it left in the folder. Throws CANCELLED when the signal is aborted, and JobWaits where it cannot go on here and now.
   */
  run(context: JobContext): Promise<readonly NodeKey[]>;
}

export interface JobContext {
  readonly job: JobRecord;
  /** The job's own folder; removed when the job has come to a final state. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** @param fraction from 0 to 1 */
  readonly progress: (fraction: number, message: string) => void;
}
