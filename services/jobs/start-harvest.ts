/** Queues a harvest, unless the same one is under way. */
import { ResearchError } from '../../domain/errors.js';
import type { HarvestInput, JobRecord } from '../../domain/job.js';
import { toNodeId } from '../../domain/node-id.js';
import type { JobTable } from '../../store/store.js';
import { completeInput, planHarvest, type HarvestCatalog } from '../harvest/harvest-plan.js';
import type { Clock } from '../services.js';
import { isLeft, queuedJob } from './queue-job.js';

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
  return jobs.addUnless(queuedJob('HARVEST', input, now), (unfinished) => {
    const same = sameHarvests(unfinished, input);
    const left = same.find((job) => isLeft(job, now) && isSameInput(job, input));
    if (left) return left;
    const busy = same.find((job) => !isLeft(job, now));
    if (busy) throw harvestRunning(busy);
    return undefined;
  });
}

/** Those harvests on the same corpus with the same options that share a dictionary. */
function sameHarvests(unfinished: readonly JobRecord[], input: HarvestInput): JobRecord[] {
  const { dictionaries } = input;
  return unfinished.filter((job) => {
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

function harvestRunning({ id, state }: JobRecord): ResearchError {
  return new ResearchError(
    'HARVEST_RUNNING',
    `The job ${toNodeId('Job', id)}, which is ${state.toLowerCase()}, harvests the same.`,
    {
      at: 'dictionaries',
    },
  );
}
