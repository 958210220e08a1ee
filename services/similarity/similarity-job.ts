/** Similarity of two dictionaries as a job: compare, match, draw; ends at once where the same content was compared before. */
import type { NodeKey } from '../../domain/node-id.js';
import type { SimilarityInput, SimilarityRecord } from '../../domain/similarity.js';
import type { DictionaryComparer } from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import { readWeightsOf } from '../damaged-weights.js';
import type { JobContext, JobDefinition } from '../jobs/job-definition.js';
import type { Clock } from '../services.js';
import { getChance } from './chance.js';
import { toVectorSource, type SideSource } from './compared-side.js';
import { drawCovarianceChance } from './covariance-chance.js';
import { partOfWork } from './part-of-work.js';
import { planSimilarity, subjectOf, type SimilarityPlan } from './similarity-plan.js';
import { toSimilarityArrays, toSimilarityRecord } from './similarity-record.js';

export interface SimilarityJobOptions extends Omit<SideSource, 'store'> {
  readonly store: Store;
  readonly engine: Pick<DictionaryComparer, 'compareDictionaries' | 'matchFeatures' | 'compareRandomVectors'>;
  readonly clock: Clock;
}

/** Measured with sides of 8,192; only told to whoever waits. */
const compared = 0.1;
const matched = 0.4;
/** Share of the whole after which only the random vectors with the truth's moments are left. */
const withCovariance = 0.6;

/** The record has the id of its job. */
export function createSimilarityJob(options: SimilarityJobOptions): JobDefinition {
  return {
    kind: 'SIMILARITY',
    async run(context) {
      const plan = planSimilarity(context.job.input as SimilarityInput, options);
      const dictionaries = [plan.truth.dictionary, plan.query.dictionary];
      return readWeightsOf(options.store, dictionaries, () => runSimilarity(options, context, plan));
    },
  };
}

async function runSimilarity(
  options: SimilarityJobOptions,
  context: JobContext,
  plan: SimilarityPlan,
): Promise<readonly NodeKey[]> {
  const input = context.job.input as SimilarityInput;
  const wantsCovariance = input.randomVectors === 'COVARIANCE';
  const [known] = options.store.similarities.list(subjectOf(plan));
  const untilCompared = wantsCovariance ? withCovariance : 1;
  const similarity = known ?? (await compareAll(options, { ...context, progress: upTo(untilCompared, context) }, plan));
  if (wantsCovariance) {
    const part = { from: known ? 0 : untilCompared, to: 1, message: "comparing random vectors like the truth's" };
    await drawCovarianceChance(options, { truth: plan.truth, compared: similarity }, partOfWork(context, part));
  }
  return [{ kind: 'Similarity', key: similarity.id }];
}

function upTo(most: number, { progress }: JobContext): JobContext['progress'] {
  return (share, message) => progress(share * most, message);
}

async function compareAll(
  options: SimilarityJobOptions,
  context: JobContext,
  plan: SimilarityPlan,
): Promise<SimilarityRecord> {
  const { store, engine, clock } = options;
  const { id } = context.job;
  const { alive } = context.job.input as SimilarityInput;
  const pair = { truth: toVectorSource(options, plan.truth), query: toVectorSource(options, plan.query) };
  const part = (from: number, to: number, message: string) => partOfWork(context, { from, to, message });
  const comparison = await engine.compareDictionaries(pair, part(0, compared, 'comparing every pair'));
  const matching = await engine.matchFeatures(pair, part(compared, matched, 'matching one to one'));
  const shape = {
    truthCount: comparison.ofTruth.feature_N.length,
    queryCount: comparison.ofQuery.feature_N.length,
    width: plan.truth.width,
  };
  const chance = await getChance(options, shape, part(matched, 1, 'comparing random vectors'));
  store.similarityArrays.write(id, toSimilarityArrays(comparison, matching));
  const record = toSimilarityRecord(id, plan, { comparison, matching, chance, alive, finishedAt: clock() });
  store.similarities.add(record, subjectOf(plan));
  return record;
}
