/** Makes a probe of a data set's rows: activations, rows divided, fitted. */
import type { ProbeRecord } from '../../domain/classifier.js';
import type { DatasetContent } from '../../domain/dataset.js';
import { pauseFor, selectRows } from '../../engine/index.js';
import { partOfContext } from '../pooled-activations/part-of-context.js';
import type { PooledActivationsSource, PooledContext } from '../pooled-activations/pooled-activations.js';
import { countParts, divideRows, type DividedRows } from './divide-rows.js';
import { fitProbe, type ProbeRows } from './fit-probe.js';
import type { ProbePlan } from './probe-plan.js';
import { toProbeRecord } from './probe-record.js';
import { groupRows } from './row-groups.js';

export interface ProbeSource {
  readonly pooledActivations: Pick<PooledActivationsSource, 'ofModel'>;
}

export interface ProbeWork {
  readonly plan: ProbePlan;
  readonly content: DatasetContent;
  readonly context: PooledContext;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** Share of the time that the model takes, where it runs; only told to whoever waits. */
const activated = 0.6;

/** Throws what dividing and fitting throw: DATASET_PART_TOO_SMALL, NEGATIVES_TOO_FEW, CANCELLED. */
export async function makeProbe(source: ProbeSource, work: ProbeWork): Promise<ProbeRecord> {
  const { plan, content, context, createdAt } = work;
  const { input, dataset } = plan;
  // Before the model runs, so that rows that cannot be divided are refused at once.
  const divided = divideRows(content, plan.division, dataset.positiveLabel);
  const rows = await activate(source, work, divided);
  const probe = await fitProbe(rows, input, {
    pause: pauseFor(context.signal),
    onProgress: (share) => context.progress(activated + share * (1 - activated), 'fitting'),
  });
  return toProbeRecord(plan, { probe, parts: countParts(content, divided, dataset.positiveLabel), createdAt });
}

async function activate(
  { pooledActivations }: ProbeSource,
  { plan, content, context }: ProbeWork,
  divided: DividedRows,
): Promise<ProbeRows> {
  const { dataset, model, hookPoint, input, division } = plan;
  const { values_ND } = await pooledActivations.ofModel(
    { dataset, pooling: input.pooling },
    { model, hookPoint: hookPoint.name },
    partOfContext(context, 0, activated),
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
