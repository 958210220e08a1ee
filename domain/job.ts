/** Jobs: work that takes long, survives its process and can be watched. */
import type { ErrorCode } from './errors.js';
import type { TokenRule } from './metrics.js';
import type { RandomizationScheme } from './model.js';
import type { NodeKey } from './node-id.js';

export const jobStates = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;
export type JobState = (typeof jobStates)[number];

/** Extended as analyses are added. */
export const jobKinds = [
  'HARVEST',
  'METRICS',
  'SIMILARITY',
  'SIMILARITY_MATRIX',
  'PRUNING_SWEEP',
  'RANDOMIZED_MODEL',
  'PROBE',
  'FEATURE_CLASSIFIER',
  'FEATURE_SCAN',
  'ENSEMBLE',
  'EVALUATION',
  'GENERALIZATION',
  'INT8_DICTIONARY',
] as const;
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

/** Queued again since it could not go on where it ran last; its error says why. */
export function isWaiting({ state, error }: Pick<JobRecord, 'state' | 'error'>): boolean {
  return state === 'QUEUED' && error !== null;
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

export interface MetricsInput {
  readonly dictionary: string;
  readonly corpus: string;
  readonly tokenRule: TokenRule;
  readonly contextTokens?: number;
  readonly includeSpecialTokens: boolean;
  readonly maxTokens?: number;
}

export interface PruningSweepInput {
  readonly dictionary: string;
  readonly corpus: string;
  /** Frequencies above which features are removed; chosen from the harvest's histogram when they are left out. */
  readonly thresholds?: readonly number[];
  readonly targetL0?: number;
  readonly randomDraws: number;
  readonly tokenRule: TokenRule;
  readonly maxTokens?: number;
}

export interface RandomizedModelInput {
  readonly model: string;
  readonly name: string;
  readonly scheme: RandomizationScheme;
  readonly seed: number;
}

export interface Int8DictionaryInput {
  readonly name: string;
  /** The float32 dictionary. */
  readonly of: string;
  /** On which the error is measured. */
  readonly corpus: string;
  /** Tokens of the corpus, from its beginning, that are read for that at most. */
  readonly maxTokens: number;
}
