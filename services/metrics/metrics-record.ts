/** Metrics as they are stored: what was measured, and everything it depends on. */
import type { MetricsRecord } from '../../domain/metrics.js';
import { version } from '../version.js';
import type { Measurement } from './measure-dictionaries.js';
import type { MeasurementPlan } from './metrics-plan.js';

export interface MeasuredDictionary {
  readonly measurement: Measurement;
  /** Of the dictionary among those of the plan. */
  readonly place: number;
  readonly finishedAt: Date;
}

export function toMetricsRecord(
  id: string,
  { dictionaries, model, corpus, tokenRule, options }: MeasurementPlan,
  { measurement, place, finishedAt }: MeasuredDictionary,
): MetricsRecord {
  const { name, digest } = dictionaries[place];
  return {
    id,
    dictionary: name,
    dictionaryDigest: digest,
    modelDigest: model.digest,
    corpus: corpus.name,
    corpusDigest: corpus.digest,
    tokenRule,
    options,
    ...measurement.values[place],
    dtype: 'float32',
    provider: measurement.provider,
    version,
    finishedAt: finishedAt.toISOString(),
  };
}

/** What the record is about, as the store lists it. */
export function metricsSubject({ dictionary, corpus, tokenRule }: MetricsRecord): readonly string[] {
  return [dictionary, corpus, tokenRule];
}
