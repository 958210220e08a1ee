/** Puts the services together. */
import { openTokenizer, type Engine } from '../engine/index.js';
import type { Store } from '../store/store.js';
import { createCatalog } from './catalog.js';
import { createContexts } from './contexts.js';
import { createControls } from './controls/controls.js';
import { createFeatureEffects } from './effects/feature-effects.js';
import { createFeatures } from './features.js';
import { createEnsembles } from './ensembles.js';
import { createFeatureScans } from './feature-scans.js';
import { createClassifiers } from './classifiers.js';
import { classify } from './classifiers/classify.js';
import { createEvaluations } from './evaluations.js';
import { createHarvests } from './harvests.js';
import { createImports } from './imports/index.js';
import { createInference } from './inference/inference.js';
import { createInferenceParts } from './inference/inference-parts.js';
import type { Batching } from './inference/shared-runs.js';
import { createInt8Dictionaries } from './int8-dictionaries.js';
import { createInterventions } from './interventions/interventions.js';
import { createJobService } from './jobs/job-service.js';
import { createMetrics } from './metrics.js';
import { createPruningSweeps } from './pruning-sweeps.js';
import { createPrunings } from './prunings/create-pruning.js';
import { createRemoval } from './removal.js';
import type { Clock, Limits, Log, Services } from './services.js';
import { createSimilarities } from './similarities.js';
import { createTokenizers } from './tokenizers.js';
import { createTokens } from './tokens.js';

export interface ServicesOptions {
  readonly store: Store;
  readonly engine: Engine;
  readonly limits: Limits;
  readonly log: Log;
  readonly clock: Clock;
  readonly batching?: Batching;
}

/** Loads nothing yet. Store and engine stay the caller's, to be closed after the services. */
export function createServices(options: ServicesOptions): Services {
  const { store, limits } = options;
  const catalog = createCatalog(options);
  const harvests = createHarvests({ store, catalog });
  const tokenizers = createTokenizers({ store, read: openTokenizer });
  const shared = { ...options, catalog, harvests, tokenizers };
  const features = createFeatures(shared);
  const contexts = createContexts(shared);
  const parts = createInferenceParts({ ...shared, features, contexts });
  const inference = createInference(parts);
  const classifiers = createClassifiers(shared);
  return {
    catalog,
    imports: createImports(shared),
    harvests,
    metrics: createMetrics(shared),
    features,
    similarities: createSimilarities(shared),
    prunings: createPrunings(shared),
    pruningSweeps: createPruningSweeps(shared),
    contexts,
    tokens: createTokens(shared),
    inference,
    interventions: createInterventions(parts),
    effects: createFeatureEffects(parts),
    controls: createControls(shared),
    int8Dictionaries: createInt8Dictionaries(shared),
    featureScans: createFeatureScans(shared),
    classifiers: {
      ...classifiers,
      ...createEnsembles(shared),
      classify: (question, asker) => classify({ inference: parts, classifiers }, question, asker),
    },
    evaluations: createEvaluations({ ...shared, classifiers }),
    removal: createRemoval(shared),
    jobs: createJobService(shared),
    limits,
    // Jobs are stopped by the signal they are run with.
    close: () => inference.close(),
  };
}
