/** A single feature as a classifier: a scan of one, whose threshold a wanted false-positive rate may decide. */
import { createHash } from 'node:crypto';
import type { FeatureClassifierInput, FeatureClassifierRecord } from '../../domain/classifier.js';
import type { DatasetContent } from '../../domain/dataset.js';
import type { FeatureHit } from '../../domain/feature-scan.js';
import type { NodeKey } from '../../domain/node-id.js';
import type { PooledFeatures } from '../../domain/pooled-activations.js';
import {
  accuracy,
  countConfusion,
  delong,
  fitPlatt,
  orderStatisticThreshold,
  scanFeatures,
  toPartRows,
  type ScannedParts,
} from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import { numberValues } from '../datasets/count-values.js';
import { runSteps } from '../feature-scans/run-steps.js';
import type { JobContext, JobDefinition } from '../jobs/job-definition.js';
import type { PooledActivationsSource } from '../pooled-activations/pooled-activations.js';
import type { CatalogService, Clock } from '../services.js';
import { version } from '../version.js';
import { divideRows, type DividedRows } from './divide-rows.js';
import { findSameFeature, planFeatureClassifier, type FeatureClassifierPlan } from './feature-classifier-plan.js';
import { rateConfidence } from './fit-probe.js';
import { negativeLabelOf } from './probe-record.js';
import { groupRows } from './row-groups.js';

export interface FeatureClassifierJobOptions {
  readonly store: Pick<Store, 'classifiers' | 'datasets'>;
  readonly catalog: CatalogService;
  readonly pooledActivations: Pick<PooledActivationsSource, 'ofDictionaries'>;
  readonly clock: Clock;
}

/** Of labels, for the p-value of one feature. */
const permutations = 1000;

export function createFeatureClassifierJob(options: FeatureClassifierJobOptions): JobDefinition {
  return { kind: 'FEATURE_CLASSIFIER', run: (context) => runFeatureClassifier(options, context) };
}

async function runFeatureClassifier(
  options: FeatureClassifierJobOptions,
  context: JobContext,
): Promise<readonly NodeKey[]> {
  const { store, catalog, pooledActivations, clock } = options;
  const plan = planFeatureClassifier(context.job.input as FeatureClassifierInput, catalog);
  const { input, dataset, dictionary } = plan;
  const results: readonly NodeKey[] = [{ kind: 'FeatureClassifier', key: input.name }];
  if (findSameFeature(store.classifiers, plan)) return results;
  const content = await store.datasets.read(dataset.digest);
  const divided = divideRows(content, plan.division, dataset.positiveLabel);
  const [pooled] = await pooledActivations.ofDictionaries({ dataset, pooling: input.pooling }, [dictionary], context);
  const record = await makeRecord({ plan, content, divided, pooled, context, now: clock() });
  // Another job may have taken the name meanwhile: then it stands for the same, or this one fails.
  if (!store.classifiers.add(record)) findSameFeature(store.classifiers, plan);
  return results;
}

interface Made {
  readonly plan: FeatureClassifierPlan;
  readonly content: DatasetContent;
  readonly divided: DividedRows;
  readonly pooled: PooledFeatures;
  readonly context: JobContext;
  readonly now: Date;
}

async function makeRecord(made: Made): Promise<FeatureClassifierRecord> {
  const { plan, content, divided, now } = made;
  const { input, dataset, model, dictionary, division } = plan;
  const isPositive_R = Uint8Array.from(content.rows, ({ label }) => (label === dataset.positiveLabel ? 1 : 0));
  const found = await scanOne(made, isPositive_R);
  const score_R = scoresOf(made.pooled, input.feature.index, { rows: content.rows.length, sign: found.sign });
  const threshold = thresholdOf(made, score_R, { isPositive_R, best: found.threshold });
  const answering = {
    kind: 'FEATURE' as const,
    ...{ modelDigest: model.digest, tokenizerDigest: model.tokenizerDigest, dictionaryDigest: dictionary.digest },
    pooling: input.pooling,
    hit: { ...found, threshold, ...figuresOf(divided.test, { score_R, isPositive_R, threshold }) },
    threshold,
    calibration: fitPlatt(select(score_R, divided.calibrate), select(isPositive_R, divided.calibrate)),
    positiveLabel: dataset.positiveLabel,
    negativeLabel: negativeLabelOf(dataset),
  };
  return {
    ...answering,
    ...{ name: input.name, model: model.name, dataset: dataset.name, datasetDigest: dataset.digest, division, input },
    digest: createHash('sha256').update(JSON.stringify(answering)).digest('hex'),
    ...{ version, createdAt: now.toISOString() },
  };
}

/** Sign and p-value from the fitting part, the best threshold from the calibration part. */
async function scanOne(made: Made, isPositive_R: Uint8Array): Promise<Omit<FeatureHit, 'auroc' | 'accuracy'>> {
  const { plan, content, divided, pooled, context } = made;
  const { feature, seed } = plan.input;
  const parts: ScannedParts = {
    fit: toPartRows(divided.fit, isPositive_R),
    calibrate: toPartRows(divided.calibrate, isPositive_R),
    test: toPartRows(divided.test, isPositive_R),
  };
  const group_R = numberValues(groupRows(content, plan.division.splitBy));
  const candidates = { dictionary_N: Uint32Array.of(0), feature_N: Uint32Array.of(feature.index) };
  const group_N = divided.fit.map((row) => group_R[row]);
  const { signal } = context;
  const { arrays } = await runSteps(scanFeatures([pooled], candidates, parts, { permutations, seed, group_N }), {
    signal,
    onProgress: (share) => context.progress(share, 'permuting labels'),
  });
  const pValue = arrays.pValue_N[0];
  const sign = arrays.sign_N[0] < 0 ? -1 : 1;
  // Of a single feature that was asked for, every discovery is this one.
  return { feature, sign, threshold: arrays.threshold_N[0], pValue, falseDiscoveryRate: pValue, cluster: 0 };
}

function scoresOf(
  { start_F, row_N, value_N }: PooledFeatures,
  feature: number,
  { rows, sign }: { readonly rows: number; readonly sign: 1 | -1 },
): Float64Array {
  const score_R = new Float64Array(rows);
  for (let n = start_F[feature]; n < start_F[feature + 1]; n++) score_R[row_N[n]] = sign * value_N[n];
  return score_R;
}

interface Labelled {
  readonly isPositive_R: Uint8Array;
  /** The threshold of the largest balanced accuracy. */
  readonly best: number;
}

/** Throws NEGATIVES_TOO_FEW. */
function thresholdOf({ plan, divided }: Made, score_R: Float64Array, { isPositive_R, best }: Labelled): number {
  const { targetFalsePositiveRate: falsePositiveRate } = plan.input;
  if (falsePositiveRate === undefined) return best;
  const negatives = divided.calibrate.filter((row) => isPositive_R[row] === 0);
  return orderStatisticThreshold(select(score_R, negatives), { falsePositiveRate, confidence: rateConfidence });
}

interface Scored {
  readonly score_R: Float64Array;
  readonly isPositive_R: Uint8Array;
  readonly threshold: number;
}

function figuresOf(row_N: Uint32Array, { score_R, isPositive_R, threshold }: Scored) {
  const [score_N, isPositive_N] = [select(score_R, row_N), select(isPositive_R, row_N)];
  const answer_N = Uint8Array.from(score_N, (score) => (score >= threshold ? 1 : 0));
  return { auroc: delong(score_N, isPositive_N), accuracy: accuracy(countConfusion({ answer_N, isPositive_N })) };
}

function select<A extends Float64Array | Uint8Array>(value_R: A, row_N: Uint32Array): A {
  const picked = value_R.slice(0, row_N.length) as A;
  row_N.forEach((row, n) => (picked[n] = value_R[row]));
  return picked;
}
