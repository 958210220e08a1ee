/** Queues the making of a model's control. */
import type { JobRecord, RandomizedModelInput } from '../../domain/job.js';
import { parseName } from '../../domain/name.js';
import type { Store } from '../../store/store.js';
import { queueJob } from '../jobs/queue-job.js';
import type { CatalogService, Clock } from '../services.js';
import { findRandomizedModel } from './randomized-model.js';
import { parseSeed } from './seed.js';

export interface StartRandomizedModelOptions {
  readonly store: Pick<Store, 'models' | 'jobs'>;
  readonly catalog: CatalogService;
  readonly clock: Clock;
}

/** The queued job, or the unfinished one of the same input. Throws what `ControlService.startRandomizedModel` does. */
export function startRandomizedModel(
  { store, catalog, clock }: StartRandomizedModelOptions,
  { model, name, scheme, seed }: RandomizedModelInput,
): JobRecord {
  const input = { model: catalog.getModel(model).name, name: parseName(name), scheme, seed: parseSeed(seed) };
  findRandomizedModel(store, input);
  return queueJob({ jobs: store.jobs, clock }, 'RANDOMIZED_MODEL', input);
}
