/** Jobs: work that takes long, survives its process and can be watched. */
import type { ErrorCode } from './errors.js';
import type { NodeKey } from './node-id.js';

export const jobStates = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;
export type JobState = (typeof jobStates)[number];

/** Extended as analyses are added. */
export const jobKinds = ['HARVEST'] as const;
export type JobKind = (typeof jobKinds)[number];

/** The process that runs a job; a dead owner's job is taken over. */
export interface JobOwner {
  readonly host: string;
  readonly pid: number;
  /** Start time of the process, so that a reused pid is not taken for it. */
  readonly processStart: string;
  /** ISO 8601, renewed while the job runs. */
  readonly heartbeatAt: string;
}

export interface JobError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly fix: string | null;
}

export interface JobRecord {
  /** Sorts by creation. */
  readonly id: string;
  readonly kind: JobKind;
  /** The input it was started with, defaults filled in. */
  readonly input: unknown;
  readonly state: JobState;
  /** 0 to 1. */
  readonly progress: number;
  readonly message: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly error: JobError | null;
  readonly results: readonly NodeKey[];
  readonly owner: JobOwner | null;
  readonly cancelRequested: boolean;
}

export function isFinal(state: JobState): boolean {
  return state === 'SUCCEEDED' || state === 'FAILED' || state === 'CANCELLED';
}

export interface HarvestInput {
  readonly dictionaries: readonly string[];
  readonly corpus: string;
  readonly contextsPerFeature: number;
  readonly windowTokens: number;
  readonly contextTokens?: number;
  readonly includeSpecialTokens: boolean;
  readonly maxTokens?: number;
}
