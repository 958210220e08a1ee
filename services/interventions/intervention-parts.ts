/** What interventions and generation are made with. */
import type { Engine } from '../../engine/engine.js';
import type { Store } from '../../store/store.js';
import type { InferenceParts } from '../inference/inference-parts.js';
import type { FeatureService, HarvestService } from '../services.js';

export interface InterventionOptions extends InferenceParts {
  readonly store: Store;
  readonly engine: Engine;
  readonly harvests: HarvestService;
  readonly features: FeatureService;
}
