/** What the effects of features are computed with. */
import type { Engine } from '../../engine/engine.js';
import type { Store } from '../../store/store.js';
import type { InferenceParts } from '../inference/inference-parts.js';
import type { ContextService, FeatureService } from '../services.js';

export interface FeatureEffectOptions extends InferenceParts {
  readonly store: Store;
  readonly engine: Engine;
  readonly features: FeatureService;
  readonly contexts: ContextService;
}
