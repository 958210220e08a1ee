/** Examines the data of a configuration without changing or creating anything, for the command line. */
import { ResearchError } from '../domain/errors.js';
import { migrations } from '../migrations/index.js';
import { examineStore, toProblem, type HealthCheck } from '../services/store-health.js';
import { openStore } from '../store/open-store.js';
import type { Config } from './config.js';

export interface Examination {
  /** Null where there is no store yet, or none that opens. */
  readonly storeVersion: number | null;
  readonly checks: readonly HealthCheck[];
}

/** Opens the store as it is and examines all of it; what is wrong is in the checks, not thrown. */
export async function examineData(config: Config): Promise<Examination> {
  const name = `store ${config.data}`;
  try {
    const store = await openStore(config.data, { migrations, access: 'read' });
    try {
      return { storeVersion: store.version, checks: [{ name, ok: true, problem: null }, ...examineStore(store)] };
    } finally {
      await store.close();
    }
  } catch (error) {
    // Before the first import there is nothing to be ill.
    const ok = error instanceof ResearchError && error.code === 'STORE_NOT_FOUND';
    return { storeVersion: null, checks: [{ name, ok, problem: toProblem(error) }] };
  }
}
