/** Why a server cannot answer at present. */
import type { Store } from '../store/store.js';
import type { FindObstacle } from './http/health-routes.js';

/** Reads something small: a store that has become unreadable says so itself. */
export function createObstacleFinder(store: Pick<Store, 'models'>): FindObstacle {
  return () => {
    try {
      store.models.names();
      return undefined;
    } catch (error) {
      return `the store cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
}
