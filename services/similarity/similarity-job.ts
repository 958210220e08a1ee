/** Similarity of two dictionaries as a job: compare, match, draw; ends at once where the same content was compared before. */
import type { NodeKey } from '../../domain/node-id.js';
import type { SimilarityInput } from '../../domain/similarity.js';
import type { DictionaryComparer } from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import type { JobContext, JobDefinition } from '../jobs/job-definition.js';
import type { Clock } from '../services.js';
import { getChance } from './chance.js';
import { toVectorSource, type SideSource } from './compared-side.js';
import { partOfWork } from './part-of-work.js';
import { planSimilarity, subjectOf } from './similarity-plan.js';
import { toSimilarityArrays, toSimilarityRecord } from './similarity-record.js';

export interface SimilarityJobOptions extends Omit<SideSource, 'store'> {
  readonly store: Store;
  readonly engine: Pick<DictionaryComparer, 'compareDictionaries' | 'matchFeatures' | 'compareRandomVectors'>;
  readonly clock: Clock;
}

/** Measured with sides of 8,192; only told to whoever waits. */
const compared = 0.1;
const matched = 0.4;

/** The record has the id of its job. */
export function createSimilarityJob(options: SimilarityJobOptions): JobDefinition {
  return { kind: 'SIMILARITY', run: (context) => runSimilarity(options, context) };
}

async function runSimilarity(options: SimilarityJobOptions, context: JobContext): Promise<readonly NodeKey[]> {
  const { store, engine, clock } = options;
  const { id } = context.job;
  const input = context.job.input as SimilarityInput;
  const plan = planSimilarity(input, options);
  const [known] = store.similarities.list(subjectOf(plan));
  if (known) return [{ kind: 'Similarity', key: known.id }];
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
  const found = { comparison, matching, chance, alive: input.alive, finishedAt: clock() };
  store.similarities.add(toSimilarityRecord(id, plan, found), subjectOf(plan));
  return [{ kind: 'Similarity', key: id }];
}
