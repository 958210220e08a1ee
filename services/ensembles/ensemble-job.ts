/** Making an ensemble as a job: members' thresholds, their votes, how many are enough. */
import type { ClassifierRecord, EnsembleInput } from '../../domain/classifier.js';
import type { FeatureHit } from '../../domain/feature-scan.js';
import type { NodeKey } from '../../domain/node-id.js';
import {
  countVotes,
  effectiveVoters,
  fitPlatt,
  memberVotes,
  wilson,
  type MemberVotes,
  type WantedRate,
} from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import { divideScanned, type ScanRows } from '../feature-scans/scan-rows.js';
import { register } from '../imports/register.js';
import type { JobContext, JobDefinition } from '../jobs/job-definition.js';
import type { PooledActivationsSource } from '../pooled-activations/pooled-activations.js';
import type { CatalogService, Clock } from '../services.js';
import { planEnsemble, votesOfRule, type EnsemblePlan } from './ensemble-plan.js';
import type { ScanReader } from '../feature-scans/read-scans.js';
import { findSameEnsemble, isSameEnsemble } from './same-ensemble.js';
import { toEnsembleRecord } from './ensemble-record.js';
import { operatingPoints, rateNotKept, votesKeeping, type CountedRows } from './vote-counts.js';

export interface EnsembleJobOptions {
  readonly store: Store;
  readonly catalog: CatalogService;
  readonly scans: ScanReader;
  readonly pooledActivations: PooledActivationsSource;
  readonly clock: Clock;
}

export function createEnsembleJob(options: EnsembleJobOptions): JobDefinition {
  return { kind: 'ENSEMBLE', run: (context) => runEnsemble(options, context) };
}

async function runEnsemble(options: EnsembleJobOptions, context: JobContext): Promise<readonly NodeKey[]> {
  const { store, catalog, scans, clock } = options;
  const plan = planEnsemble(context.job.input as EnsembleInput, scans);
  const results: NodeKey[] = [{ kind: 'Ensemble', key: plan.input.name }];
  if (findSameEnsemble(store, plan.input)) return results;
  const dataset = catalog.getDataset(plan.scan.dataset);
  const rows = await divideScanned(store, dataset, plan.scan.division);
  const votes = await castVotes(options, plan, { rows, context });
  const { calibrate, test } = rows.parts;
  const votes_N = countVotes(votes, calibrate.count);
  const counted: CountedRows = { members: votes.length, votes_N, isPositive_N: calibrate.isPositive_N };
  const { atLeast, keeping } = decideVotes(plan, counted);
  const found = {
    members: plan.members.map((hit, n): FeatureHit => ({
      ...hit,
      threshold: votes[n].threshold,
      accuracy: wilson(votes[n].correct, test.count),
    })),
    atLeast,
    curve: operatingPoints(counted, keeping),
    effectiveVoters: effectiveVoters(votes.map(({ errors }) => errors), calibrate.count), // prettier-ignore
    calibration: fitPlatt(votes_N, calibrate.isPositive_N),
  };
  const { tokenizerDigest } = catalog.getModel(plan.scan.model);
  const record = toEnsembleRecord(plan, found, { dataset, tokenizerDigest, now: clock() });
  register<ClassifierRecord>(store.classifiers, record, isSameEnsemble);
  return results;
}

async function castVotes(
  { catalog, pooledActivations }: EnsembleJobOptions,
  { scan, members }: EnsemblePlan,
  { rows, context: { signal, progress } }: { readonly rows: ScanRows; readonly context: JobContext },
): Promise<MemberVotes[]> {
  const names = [...new Set(members.map(({ feature }) => feature.dictionary))];
  const dictionaries = names.map((name) => catalog.getDictionary(name));
  const dataset = catalog.getDataset(scan.dataset);
  const { pooling } = scan.input;
  const pooled = await pooledActivations.ofDictionaries({ dataset, pooling }, dictionaries, { signal, progress });
  return members.map(({ feature, sign }) =>
    memberVotes(pooled[names.indexOf(feature.dictionary)], { index: feature.index, sign }, rows.parts),
  );
}

interface DecidedVotes {
  readonly atLeast: number;
  /** The least number that keeps the wanted rate; Infinity where none is wanted. */
  readonly keeping: number;
}

/** Throws NEGATIVES_TOO_FEW, and RATE_NOT_KEPT where the rule, or the agreement of all, is not enough for the wanted rate. */
function decideVotes(plan: EnsemblePlan, counted: CountedRows): DecidedVotes {
  const { targetFalsePositiveRate: falsePositiveRate, confidence } = plan.input;
  const wanted: WantedRate | undefined =
    falsePositiveRate === undefined ? undefined : { falsePositiveRate, confidence };
  const keeping = wanted === undefined ? Infinity : votesKeeping(counted, wanted);
  const atLeast = votesOfRule(plan) ?? keeping;
  if (wanted !== undefined && (atLeast < keeping || atLeast > counted.members))
    throw rateNotKept(Math.min(atLeast, counted.members), counted.members, wanted);
  return { atLeast, keeping };
}
