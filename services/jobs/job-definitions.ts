/** The kinds of jobs there are: an analysis that takes long adds its definition here. */
import type { ModelRecord } from '../../domain/model.js';
import type { DictionaryComparer, Engine, Tokenizer } from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import { createRandomizedModelJob } from '../controls/randomized-model-job.js';
import { createHarvestJob, type HarvestTuning } from '../harvest/harvest-job.js';
import type { MetricsTuning } from '../metrics/measure-dictionaries.js';
import { createMetricsJob } from '../metrics/metrics-job.js';
import { createFeatureClassifierJob } from '../classifiers/feature-classifier-job.js';
import { createKnownClassifiers } from '../classifiers/known-classifiers.js';
import { createProbeJob } from '../classifiers/probe-job.js';
import { createGeneralizationJob } from '../evaluations/generalization-job.js';
import { createEvaluationJob } from '../evaluations/evaluation-job.js';
import { createHarvests } from '../harvests.js';
import { createEnsembleJob } from '../ensembles/ensemble-job.js';
import { createScanReader } from '../feature-scans/read-scans.js';
import { createScanJob } from '../feature-scans/scan-job.js';
import { createInt8DictionaryJob } from '../int8-dictionaries/int8-dictionary-job.js';
import { createPooledActivations } from '../pooled-activations/create-pooled-activations.js';
import { createSimilarityJob } from '../similarity/similarity-job.js';
import { createSimilarityMatrixJob } from '../similarity/similarity-matrix-job.js';
import { createSweepJob } from '../pruning-sweeps/sweep-job.js';
import type { CatalogService, Clock, Log } from '../services.js';
import type { JobDefinition } from './job-definition.js';

export interface JobDefinitionsOptions {
  readonly store: Store;
  readonly engine: Pick<Engine, 'openEncoder' | 'openMeter' | 'readActivations' | keyof DictionaryComparer>;
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
  const harvests = createHarvests(options);
  const pooledActivations = createPooledActivations(options);
  const classifiers = createKnownClassifiers(options.store);
  return [
    createHarvestJob({ ...options, tuning: options.harvestTuning }),
    createMetricsJob({ ...options, tuning: options.metricsTuning }),
    createSweepJob({ ...options, harvests, tuning: options.metricsTuning }),
    createSimilarityJob({ ...options, harvests }),
    createSimilarityMatrixJob({ ...options, harvests }),
    createRandomizedModelJob(options),
    createInt8DictionaryJob(options),
    createScanJob({ ...options, harvests, pooledActivations }),
    createEnsembleJob({ ...options, scans: createScanReader(options.store), pooledActivations }),
    createProbeJob({ ...options, pooledActivations }),
    createFeatureClassifierJob({ ...options, pooledActivations }),
    createGeneralizationJob({ ...options, pooledActivations }),
    createEvaluationJob({ ...options, classifiers, pooledActivations }),
  ];
}
