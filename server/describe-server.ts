/** What the server says about itself. */
import type { Engine } from '../engine/engine.js';
import type { RequestContext } from '../resolvers/request-context.js';
import type { Services } from '../services/services.js';
import type { Store } from '../store/store.js';
import { version } from '../services/version.js';

interface Described {
  readonly store: Pick<Store, 'version'>;
  readonly engine: Pick<Engine, 'providers' | 'loaded'>;
  readonly services: Pick<Services, 'limits'>;
}

/** Asks anew each time: what is loaded changes. */
export function createServerDescription({ store, engine, services }: Described): RequestContext['describeServer'] {
  return () => ({
    version,
    storeVersion: store.version,
    executionProviders: engine.providers,
    generation: 'recomputes',
    limits: services.limits,
    loaded: engine.loaded,
  });
}
