/** What the questions to the engine share. */
import type { Engine } from '../../engine/engine.js';
import type { Store } from '../../store/store.js';
import type { CatalogService, Limits } from '../services.js';
import type { Tokenizers } from '../tokenizers.js';
import type { Admission } from './admission.js';
import type { Encoders } from './encoders.js';
import type { SharedRuns } from './shared-runs.js';

export interface InferenceOptions {
  readonly store: Pick<Store, 'dictionaries' | 'blobs'>;
  readonly engine: Pick<Engine, 'openEncoder' | 'readActivations'>;
  readonly catalog: CatalogService;
  readonly tokenizers: Tokenizers;
  readonly limits: Limits;
  /** Default: 0; see `createSharedRuns`. */
  readonly batchWindowMs?: number;
}

export interface InferenceParts extends InferenceOptions {
  readonly admission: Admission;
  readonly runs: SharedRuns;
  readonly encoders: Encoders;
}
