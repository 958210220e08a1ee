/** A feature scan as a job: activations, ranks beside permuted labels, thresholds, figures, clusters. */
import type { FeatureScanInput } from '../../domain/feature-scan.js';
import type { NodeKey } from '../../domain/node-id.js';
import { scanFeatures } from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import type { JobContext, JobDefinition } from '../jobs/job-definition.js';
import type { PooledActivationsSource } from '../pooled-activations/pooled-activations.js';
import { getFrequencies } from '../prunings/known-frequencies.js';
import type { Clock } from '../services.js';
import { version } from '../version.js';
import { candidatesOf, type ScannedDictionary } from './candidates.js';
import { divideScanned, divisionOf, sizesOf } from './scan-rows.js';
import { runSteps } from './run-steps.js';
import { findSameScan, planScan, type ScanPlan, type ScanSource } from './scan-plan.js';
import { warningsOfScan } from './scan-warnings.js';

export interface ScanJobOptions extends Omit<ScanSource, 'store'> {
  readonly store: Store;
  readonly pooledActivations: PooledActivationsSource;
  readonly clock: Clock;
}

/** Share of the time that the model takes, where it runs; only told to whoever waits. */
const activated = 0.7;

/** One that is run again ends with the same numbers: the activations are kept, and the rest is decided by the seed. */
export function createScanJob(options: ScanJobOptions): JobDefinition {
  return { kind: 'FEATURE_SCAN', run: (context) => runScan(options, context) };
}

async function runScan(options: ScanJobOptions, context: JobContext): Promise<readonly NodeKey[]> {
  const { store } = options;
  const plan = planScan(context.job.input as FeatureScanInput, options);
  const results: NodeKey[] = [{ kind: 'FeatureScan', key: plan.input.name }];
  if (findSameScan(options, plan)) return results;
  const rows = await divideScanned(store, plan.dataset, divisionOf(plan.input));
  const scanned = await activate(options, plan, context);
  const candidates = candidatesOf(scanned, rows.parts.fit, plan.input.maxFrequency);
  const { permutations, seed } = plan.input;
  const pooled = scanned.map((each) => each.pooled);
  const steps = scanFeatures(pooled, candidates, rows.parts, { permutations, seed, group_N: rows.group_N });
  const found = await runSteps(steps, {
    signal: context.signal,
    onProgress: (share) => context.progress(activated + share * (1 - activated), 'permuting labels'),
  });
  const warnings = warningsOfScan({ plan, rows, pooled, found });
  const { arrays, nullAuroc, significant } = found;
  const { id } = context.job;
  const numbers = { nullAuroc, features: arrays.feature_N.length, significant, warnings };
  store.featureScanArrays.write(id, arrays);
  const finishedAt = options.clock().toISOString();
  const added = store.featureScans.add({ id, ...identityOf(plan), ...sizesOf(rows), ...numbers, version, finishedAt });
  if (!added) {
    store.featureScanArrays.remove(id);
    findSameScan(options, plan);
  }
  return results;
}

async function activate(
  { pooledActivations, ...source }: ScanJobOptions,
  { input, dataset, dictionaries }: ScanPlan,
  { signal, progress }: JobContext,
): Promise<ScannedDictionary[]> {
  const pooled = await pooledActivations.ofDictionaries({ dataset, pooling: input.pooling }, dictionaries, {
    signal,
    progress: (fraction, message) => progress(activated * fraction, message),
  });
  return dictionaries.map((dictionary, place) => ({
    dictionary,
    pooled: pooled[place],
    ...(input.maxFrequency === undefined ? {} : getFrequencies(source, dictionary, undefined)),
  }));
}

function identityOf({ input, dataset, dictionaries, model, harvests }: ScanPlan) {
  return {
    ...{ name: input.name, input, harvests, division: divisionOf(input) },
    ...{ dataset: dataset.name, datasetDigest: dataset.digest, positiveLabel: dataset.positiveLabel },
    ...{ model: model.name, modelDigest: model.digest },
    dictionaries: dictionaries.map(({ name }) => name),
    dictionaryDigests: dictionaries.map(({ digest }) => digest),
  };
}
