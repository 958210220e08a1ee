/** Opens what every process of ours works with: the store, the engine and the services over both. */
import type { Engine } from '../engine/engine.js';
import { createEngine } from '../engine/index.js';
import { migrations } from '../migrations/index.js';
import type { KeyService } from '../services/keys.js';
import { createKeyService } from '../services/keys.js';
import { createServices } from '../services/create-services.js';
import type { Services } from '../services/services.js';
import { openStore } from '../store/open-store.js';
import type { Store } from '../store/store.js';
import type { Config } from './config.js';
import { limitsOf } from './config.js';
import { engineOptionsOf } from './engine-options.js';
import type { Logger } from './log.js';
import { createLog } from './log.js';

export interface OpenServices {
  readonly store: Store;
  readonly engine: Engine;
  readonly services: Services;
  readonly keys: KeyService;
  /** Closes services, engine and store, in this order. */
  close(): Promise<void>;
}

/** Loads no model. Throws what opening a store throws. */
export async function openServices(config: Config, log: Logger = createLog(config.logLevel)): Promise<OpenServices> {
  const store = await openStore(config.data, { migrations });
  const engine = createEngine(engineOptionsOf(config));
  const services = createServices({
    store,
    engine,
    log,
    clock: () => new Date(),
    limits: limitsOf(config),
    batching: { windowMs: config.batchWindowMs, mostTokens: config.batchTokens },
  });
  return {
    store,
    engine,
    services,
    keys: createKeyService(store.keys),
    close: async () => {
      await services.close();
      await engine.close();
      await store.close();
    },
  };
}
