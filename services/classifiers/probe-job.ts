/** A probe as a job: activations, rows divided, fitted, stored. One that was interrupted starts over from the activations. */
import type { ProbeInput } from '../../domain/classifier.js';
import type { DatasetContent } from '../../domain/dataset.js';
import type { NodeKey } from '../../domain/node-id.js';
import { pauseFor, selectRows } from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import type { JobContext, JobDefinition } from '../jobs/job-definition.js';
import type { PooledActivationsSource } from '../pooled-activations/pooled-activations.js';
import type { CatalogService, Clock } from '../services.js';
import { countParts, divideRows, type DividedRows } from './divide-rows.js';
import { fitProbe, type ProbeRows } from './fit-probe.js';
import { planProbe, type ProbePlan } from './probe-plan.js';
import { toProbeRecord } from './probe-record.js';
import { groupRows } from './row-groups.js';
import { findSameProbe } from './same-probe.js';

export interface ProbeJobOptions {
  readonly store: Pick<Store, 'classifiers' | 'datasets'>;
  readonly catalog: CatalogService;
  readonly pooledActivations: Pick<PooledActivationsSource, 'ofModel'>;
  readonly clock: Clock;
}

/** Share of the time that the model takes, where it runs; only told to whoever waits. */
const activated = 0.6;

export function createProbeJob(options: ProbeJobOptions): JobDefinition {
  return { kind: 'PROBE', run: (context) => runProbe(options, context) };
}

async function runProbe(options: ProbeJobOptions, context: JobContext): Promise<readonly NodeKey[]> {
  const { store, catalog, clock } = options;
  const plan = planProbe(context.job.input as ProbeInput, catalog);
  const { input, dataset } = plan;
  const results: readonly NodeKey[] = [{ kind: 'Probe', key: input.name }];
  if (findSameProbe(store.classifiers, plan)) return results;
  const content = await store.datasets.read(dataset.digest);
  // Before the model runs, so that rows that cannot be divided are refused at once.
  const divided = divideRows(content, plan.division, dataset.positiveLabel);
  const rows = await activate(options, { plan, content, divided, context });
  const probe = await fitProbe(rows, input, {
    pause: pauseFor(context.signal),
    onProgress: (share) => context.progress(activated + share * (1 - activated), 'fitting'),
  });
  const parts = countParts(content, divided, dataset.positiveLabel);
  const record = toProbeRecord(plan, { probe, parts, createdAt: clock().toISOString() });
  // Another job may have taken the name meanwhile: then it stands for the same, or this one fails.
  if (!store.classifiers.add(record)) findSameProbe(store.classifiers, plan);
  return results;
}

interface Rows {
  readonly plan: ProbePlan;
  readonly content: DatasetContent;
  readonly divided: DividedRows;
  readonly context: JobContext;
}

async function activate(options: ProbeJobOptions, { plan, content, divided, context }: Rows): Promise<ProbeRows> {
  const { dataset, model, hookPoint, input, division } = plan;
  const { values_ND } = await options.pooledActivations.ofModel(
    { dataset, pooling: input.pooling },
    { model, hookPoint: hookPoint.name },
    { signal: context.signal, progress: (share, message) => context.progress(activated * share, message) },
  );
  const isPositive_N = Uint8Array.from(content.rows, ({ label }) => (label === dataset.positiveLabel ? 1 : 0));
  const all = { values_ND, width: hookPoint.width, isPositive_N };
  const groups = groupRows(content, division.splitBy);
  return {
    fit: selectRows(all, divided.fit),
    fitGroups: Array.from(divided.fit, (row) => groups[row]),
    calibrate: selectRows(all, divided.calibrate),
  };
}
