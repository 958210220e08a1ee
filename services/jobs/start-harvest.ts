/** Queues a harvest, unless the same one is under way. */
import { ResearchError } from '../../domain/errors.js';
import type { HarvestInput, JobRecord } from '../../domain/job.js';
import { createSortableId } from '../../store/sortable-id.js';
import type { JobTable } from '../../store/store.js';
import { completeInput, planHarvest, type HarvestCatalog } from '../harvest/harvest-plan.js';
import type { Clock } from '../services.js';
import { isAlive } from './job-owner.js';

/** A job that was queued and that nobody has taken for so long may be run by whoever asks for it again. */
const forgottenMs = 30_000;

export interface StartHarvestOptions {
  readonly jobs: JobTable;
  readonly catalog: HarvestCatalog;
  readonly clock: Clock;
}

/**
 * The queued job; or the job of the same input that was interrupted, to be run on. Throws what `planHarvest` throws, and
 * HARVEST_RUNNING when one of the dictionaries is being harvested on the corpus with the same options.
 */
export function startHarvest({ jobs, catalog, clock }: StartHarvestOptions, given: HarvestInput): JobRecord {
  const input = completeInput(given, planHarvest(given, catalog));
  const now = clock();
  const same = sameHarvests(jobs, input);
  const left = same.find((job) => isLeft(job, now) && isSameInput(job, input));
  if (left) return left;
  const busy = same.find((job) => !isLeft(job, now));
  if (busy) throw harvestRunning(busy);
  const job = queuedJob(input, now);
  jobs.add(job);
  refuseSecond(jobs, job, input);
  return job;
}

/** Of two processes that queue the same harvest at the same moment the later one is refused. */
function refuseSecond(jobs: JobTable, job: JobRecord, input: HarvestInput): void {
  const earlier = sameHarvests(jobs, input).find(({ id, state }) => id < job.id && state === 'QUEUED');
  if (!earlier) return;
  const error = harvestRunning(earlier);
  const { code, message, fix } = error;
  jobs.update(job.id, (stored) => ({ ...stored, state: 'FAILED', error: { code, message, fix } }));
  throw error;
}

function queuedJob(input: HarvestInput, now: Date): JobRecord {
  return {
    id: createSortableId(now.getTime()),
    kind: 'HARVEST',
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

/** Unfinished harvests on the same corpus with the same options that share a dictionary. */
function sameHarvests(jobs: JobTable, input: HarvestInput): JobRecord[] {
  const { dictionaries } = input;
  return jobs.unfinished().filter((job) => {
    if (job.kind !== 'HARVEST') return false;
    const other = job.input as HarvestInput;
    const shared = other.dictionaries.some((name) => dictionaries.includes(name));
    return shared && asKey({ ...other, dictionaries }) === asKey(input);
  });
}

function isSameInput(job: JobRecord, input: HarvestInput): boolean {
  return asKey(job.input as HarvestInput) === asKey(input);
}

/** Inputs with their defaults filled in are the same when this text is. */
function asKey(input: HarvestInput): string {
  return JSON.stringify([
    input.dictionaries,
    input.corpus,
    input.contextsPerFeature,
    input.windowTokens,
    input.contextTokens,
    input.includeSpecialTokens,
    input.maxTokens,
  ]);
}

/** Whether the job was interrupted or forgotten. */
function isLeft({ state, owner, createdAt, startedAt }: JobRecord, now: Date): boolean {
  if (state === 'RUNNING') return owner === null || !isAlive(owner, now);
  if (startedAt !== null) return true;
  return now.getTime() - Date.parse(createdAt) > forgottenMs;
}

function harvestRunning({ id, state }: JobRecord): ResearchError {
  return new ResearchError('HARVEST_RUNNING', `The job ${id}, which is ${state.toLowerCase()}, harvests the same.`, {
    at: 'dictionaries',
  });
}
