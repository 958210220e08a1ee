/** What the questions to the engine share. */
import type { Engine } from '../../engine/engine.js';
import type { Store } from '../../store/store.js';
import type { CatalogService, Limits } from '../services.js';
import type { Tokenizers } from '../tokenizers.js';
import { createAdmission, type Admission } from './admission.js';
import { createEncoders, type Encoders } from './encoders.js';
import { createSharedRuns, type Batching, type SharedRuns } from './shared-runs.js';

export interface InferenceOptions {
  readonly store: Pick<Store, 'dictionaries' | 'blobs'>;
  readonly engine: Pick<Engine, 'openEncoder' | 'readActivations'>;
  readonly catalog: CatalogService;
  readonly tokenizers: Tokenizers;
  readonly limits: Limits;
  readonly batching?: Batching;
}

export interface InferenceParts extends InferenceOptions {
  readonly admission: Admission;
  readonly runs: SharedRuns;
  readonly encoders: Encoders;
}

/** Whoever asks the engine shares these, so that places and runs are counted once. */
export function createInferenceParts<O extends InferenceOptions>(options: O): O & InferenceParts {
  return {
    ...options,
    admission: createAdmission(options.limits),
    runs: createSharedRuns(options.batching),
    encoders: createEncoders(options),
  };
}
