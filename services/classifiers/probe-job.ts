/** A probe as a job: made and stored. One that was interrupted starts over from the activations. */
import type { ProbeInput } from '../../domain/classifier.js';
import type { NodeKey } from '../../domain/node-id.js';
import type { Store } from '../../store/store.js';
import type { JobContext, JobDefinition } from '../jobs/job-definition.js';
import type { CatalogService, Clock } from '../services.js';
import { makeProbe, type ProbeSource } from './make-probe.js';
import { planProbe } from './probe-plan.js';
import { findSameProbe } from './same-probe.js';

export interface ProbeJobOptions extends ProbeSource {
  readonly store: Pick<Store, 'classifiers' | 'datasets'>;
  readonly catalog: CatalogService;
  readonly clock: Clock;
}

export function createProbeJob(options: ProbeJobOptions): JobDefinition {
  return { kind: 'PROBE', run: (context) => runProbe(options, context) };
}

async function runProbe(options: ProbeJobOptions, context: JobContext): Promise<readonly NodeKey[]> {
  const { store, catalog, clock } = options;
  const plan = planProbe(context.job.input as ProbeInput, catalog);
  const results: readonly NodeKey[] = [{ kind: 'Probe', key: plan.input.name }];
  if (findSameProbe(store.classifiers, plan)) return results;
  const content = await store.datasets.read(plan.dataset.digest);
  const record = await makeProbe(options, { plan, content, context, createdAt: clock().toISOString() });
  // Another job may have taken the name meanwhile: then it stands for the same, or this one fails.
  if (!store.classifiers.add(record)) findSameProbe(store.classifiers, plan);
  return results;
}
