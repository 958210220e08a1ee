/** Metrics of a dictionary as a job. One that was interrupted starts over: nothing is kept between its two passes. */
import type { MetricsInput } from '../../domain/job.js';
import type { NodeKey } from '../../domain/node-id.js';
import type { JobContext, JobDefinition } from '../jobs/job-definition.js';
import type { Clock } from '../services.js';
import { measureDictionaries, type MeasurementOptions } from './measure-dictionaries.js';
import { planMetrics, type MetricsCatalog } from './metrics-plan.js';
import { metricsSubject, toMetricsRecord } from './metrics-record.js';

export interface MetricsJobOptions extends MeasurementOptions {
  readonly catalog: MetricsCatalog;
  readonly clock: Clock;
}

/** The record has the id of its job. */
export function createMetricsJob(options: MetricsJobOptions): JobDefinition {
  return { kind: 'METRICS', run: (context) => runMetrics(options, context) };
}

async function runMetrics(options: MetricsJobOptions, context: JobContext): Promise<readonly NodeKey[]> {
  const { store, catalog, clock } = options;
  const { id, input } = context.job;
  const results: readonly NodeKey[] = [{ kind: 'DictionaryMetrics', key: id }];
  // The process may have ended between storing the record and saying so.
  if (store.metrics.find(id)) return results;
  const plan = planMetrics(input as MetricsInput, catalog);
  const measurement = await measureDictionaries(options, plan, context);
  const record = toMetricsRecord(id, plan, { measurement, place: 0, finishedAt: clock() });
  store.metrics.add(record, metricsSubject(record));
  return results;
}
