/** The whole of the services over a real store and a real engine. */
import type { TestContext } from 'node:test';
import { createEngine } from '../../engine/index.js';
import { createServices } from '../../services/index.js';
import { openTestStore } from './with-store.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const limits = {
  maxQueryCost: 10_000,
  maxPrompts: 16,
  maxPromptTokens: 4096,
  maxBodyBytes: 2 ** 20,
  maxPageSize: 100,
  deadlineMs: 30_000,
  maxEngineCost: 4_000_000,
  maxWaiting: 256,
};

/** Everything is closed when the test ends. */
export async function openTestServices(t: TestContext, otherLimits: Partial<typeof limits> = {}) {
  const engine = createEngine({ providers: ['cpu'], threads: 1 });
  const store = await openTestStore(t);
  const services = createServices({
    ...{ store, engine, log: quiet, clock: () => new Date() },
    limits: { ...limits, ...otherLimits },
  });
  t.after(async () => {
    await services.close();
    await engine.close();
  });
  return { store, engine, services };
}
