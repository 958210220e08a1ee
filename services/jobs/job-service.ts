/** Jobs as the rest of saeql asks for them: started, listed, watched, cancelled, run. */
import { parsePageSize } from '../../domain/page.js';
import { createCatalog } from '../catalog.js';
import type { Clock, JobService, Limits } from '../services.js';
import { cancelJob } from './cancel-job.js';
import { sweepJobs } from './clear-job.js';
import { giveUpJob } from './give-up-job.js';
import { createJobDefinitions, type JobDefinitionsOptions } from './job-definitions.js';
import { isRunnable } from './job-owner.js';
import { runJob } from './run-job.js';
import { startHarvest } from './start-harvest.js';
import { watchJob } from './watch-job.js';

export interface JobServiceOptions extends Omit<JobDefinitionsOptions, 'catalog' | 'clock'> {
  readonly limits: Pick<Limits, 'maxPageSize'>;
  /** Default: the system's. */
  readonly clock?: Clock;
}

export function createJobService(options: JobServiceOptions): JobService {
  const { store, limits, clock = () => new Date() } = options;
  const { jobs } = store;
  const catalog = createCatalog(options);
  const runner = { ...options, clock, definitions: createJobDefinitions({ ...options, clock, catalog }) };
  return {
    find: (id) => jobs.find(id),
    page: (request, state) => jobs.page({ ...request, first: parsePageSize(request.first, limits.maxPageSize) }, state),
    startHarvest: (input) => startHarvest({ jobs, catalog, clock }, input),
    cancel: (id) => cancelJob(store, id, clock()),
    watch: (id, signal) => watchJob(jobs, id, signal),
    run: (id, runOptions) => runJob(runner, id, runOptions),
    giveUp: (id, attempts) => giveUpJob(store, id, { attempts, now: clock() }),
    sweep: () => sweepJobs(store),
    nextRunnable: (except) => jobs.unfinished().find((job) => isRunnable(job, clock()) && !except?.has(job.id)),
  };
}
