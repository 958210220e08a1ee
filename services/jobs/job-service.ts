/** Jobs as the rest of saeql asks for them: started, listed, watched, cancelled, run. */
import type { ModelRecord } from '../../domain/model.js';
import { parsePageSize } from '../../domain/page.js';
import type { Engine, Tokenizer } from '../../engine/engine.js';
import type { Store } from '../../store/store.js';
import { createCatalog } from '../catalog.js';
import { createHarvestJob, type HarvestTuning } from '../harvest/harvest-job.js';
import type { Clock, JobService, Limits, Log } from '../services.js';
import { cancelJob } from './cancel-job.js';
import { sweepJobs } from './clear-job.js';
import { giveUpJob } from './give-up-job.js';
import { isRunnable } from './job-owner.js';
import { runJob } from './run-job.js';
import { startHarvest } from './start-harvest.js';
import { watchJob } from './watch-job.js';

export interface JobServiceOptions {
  readonly store: Store;
  readonly engine: Pick<Engine, 'openEncoder'>;
  readonly tokenizers: { load(model: ModelRecord): Promise<Tokenizer> };
  readonly limits: Pick<Limits, 'maxPageSize'>;
  readonly log: Log;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Sizes of harvests on which no result depends. */
  readonly harvestTuning?: Partial<HarvestTuning>;
}

export function createJobService(options: JobServiceOptions): JobService {
  const { store, limits, clock = () => new Date() } = options;
  const { jobs } = store;
  const catalog = createCatalog(options);
  const harvest = createHarvestJob({ ...options, clock, catalog, tuning: options.harvestTuning });
  const runner = { ...options, clock, definitions: [harvest] };
  return {
    find: (id) => jobs.find(id),
    page: (request, state) => jobs.page({ ...request, first: parsePageSize(request.first, limits.maxPageSize) }, state),
    startHarvest: (input) => startHarvest({ jobs, catalog, clock }, input),
    cancel: (id) => cancelJob(store, id, clock()),
    watch: (id, signal) => watchJob(jobs, id, signal),
    run: (id, runOptions) => runJob(runner, id, runOptions),
    giveUp: (id, attempts) => giveUpJob(store, id, { attempts, now: clock() }),
    sweep: () => sweepJobs(store),
    nextRunnable: () => jobs.unfinished().find((job) => isRunnable(job, clock())),
  };
}
