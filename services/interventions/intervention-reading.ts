/** What interventions are read with. */
import type { ModelRecord } from '../../domain/model.js';
import type { ActivationMeans } from './activation-means.js';
import type { InterventionOptions } from './intervention-parts.js';
import type { KnownDictionaries } from './known-dictionaries.js';

export interface InterventionReading {
  readonly options: InterventionOptions;
  readonly means: ActivationMeans;
  readonly model: ModelRecord;
  readonly known: KnownDictionaries;
  readonly signal: AbortSignal;
}

export interface PlacedReading extends InterventionReading {
  /** The argument, such as `interventions[2]`. */
  readonly at: string;
}
