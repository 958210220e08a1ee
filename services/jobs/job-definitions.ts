/** The kinds of jobs there are: an analysis that takes long adds its definition here. */
import type { ModelRecord } from '../../domain/model.js';
import type { Engine, Tokenizer } from '../../engine/engine.js';
import type { Store } from '../../store/store.js';
import { createRandomizedModelJob } from '../controls/randomized-model-job.js';
import { createHarvestJob, type HarvestTuning } from '../harvest/harvest-job.js';
import type { MetricsTuning } from '../metrics/measure-dictionaries.js';
import { createMetricsJob } from '../metrics/metrics-job.js';
import { createSweepJob } from '../pruning-sweeps/sweep-job.js';
import { createHarvests } from '../harvests.js';
import type { CatalogService, Clock, Log } from '../services.js';
import type { JobDefinition } from './job-definition.js';

export interface JobDefinitionsOptions {
  readonly store: Store;
  readonly engine: Pick<Engine, 'openEncoder' | 'openMeter'>;
  readonly tokenizers: { load(model: ModelRecord): Promise<Tokenizer> };
  readonly catalog: CatalogService;
  readonly clock: Clock;
  readonly log: Log;
  /** Sizes of harvests on which no result depends. */
  readonly harvestTuning?: Partial<HarvestTuning>;
  /** The same of metrics. */
  readonly metricsTuning?: Partial<MetricsTuning>;
}

export function createJobDefinitions(options: JobDefinitionsOptions): readonly JobDefinition[] {
  return [
    createHarvestJob({ ...options, tuning: options.harvestTuning }),
    createMetricsJob({ ...options, tuning: options.metricsTuning }),
    createSweepJob({ ...options, harvests: createHarvests(options), tuning: options.metricsTuning }),
    createRandomizedModelJob(options),
  ];
}
