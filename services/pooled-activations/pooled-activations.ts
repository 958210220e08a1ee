/** Pooled activations of texts and of whole data sets; those of data sets are computed once and kept. */
import type { Pooling } from '../../domain/classifier.js';
import type { DatasetRecord } from '../../domain/dataset.js';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import type { ModelRecord } from '../../domain/model.js';
import type { PooledActivations, PooledFeatures } from '../../domain/pooled-activations.js';
import type { JobContext } from '../jobs/job-definition.js';

export interface PooledRows {
  readonly dataset: DatasetRecord;
  readonly pooling: Pooling;
}

/** What long work is told: when to stop, and where to say how far it is. */
export type PooledContext = Pick<JobContext, 'signal' | 'progress'>;

/**
 * A row gives the same numbers, bit for bit, alone, in whatever batch, and when it is asked for by `classify`. Throws
 * CANCELLED; ROW_TOO_LONG, with the row's number, for a text that the model cannot see whole; HOOK_POINT_UNKNOWN.
 */
export interface PooledActivationsSource {
  ofModel(
    rows: PooledRows,
    site: { readonly model: ModelRecord; readonly hookPoint: string },
    context: PooledContext,
  ): Promise<PooledActivations>;
  /** One entry a dictionary; all are of one model, which runs once. */
  ofDictionaries(
    rows: PooledRows,
    dictionaries: readonly DictionaryRecord[],
    context: PooledContext,
  ): Promise<PooledFeatures[]>;
}
