/** The whole server over the shipped model with two dictionaries, listening, asked through sockets. */
import type { TestContext } from 'node:test';
import { openApp } from '../../server/app.js';
import type { Config } from '../../server/config.js';
import { readConfig } from '../../server/config.js';
import { openServices } from '../../server/open-services.js';
import { mlpDictionary, residualDictionary } from './demo-files.js';
import { demo } from './paths.js';
import { temporaryFolder } from './temporary-folder.js';
import type { TestError } from './web.js';

export interface ServedAnswer<R> {
  readonly data?: R | null;
  readonly errors?: readonly TestError[];
}

export interface ServedApp {
  /** Such as http://127.0.0.1:40123. */
  readonly address: string;
  ask<R>(
    query: string,
    options?: { readonly variables?: object; readonly signal?: AbortSignal },
  ): Promise<ServedAnswer<R>>;
  /** What /metrics says. */
  metrics(): Promise<string>;
}

/** Closed when the test ends. */
export async function openServedApp(t: TestContext, environment: NodeJS.ProcessEnv = {}): Promise<ServedApp> {
  const config = readConfig({
    ...{ SAEQL_DATA: temporaryFolder(), SAEQL_PORT: '0', SAEQL_PROVIDER: 'cpu', SAEQL_THREADS: '1' },
    ...{ SAEQL_LOG_LEVEL: 'silent', ...environment },
  });
  await importDemo(config);
  const app = await openApp(config);
  const address = await app.listen();
  t.after(() => app.close());
  return {
    address,
    async ask(query, { variables, signal } = {}) {
      const body = JSON.stringify({ query, variables });
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${address}/graphql`, { method: 'POST', headers, body, signal });
      return (await response.json()) as ServedAnswer<never>;
    },
    metrics: async () => (await fetch(`${address}/metrics`)).text(),
  };
}

async function importDemo(config: Config): Promise<void> {
  const { services, close } = await openServices(config);
  await services.imports.importModel({ folder: demo('models/demo'), name: 'demo' });
  for (const name of [mlpDictionary, residualDictionary]) {
    const [, hookPoint, file] = name.split('/');
    await services.imports.importDictionary({
      ...{ path: demo(`dictionaries/${hookPoint}/${file}`), name, model: 'demo', hookPoint },
    });
  }
  await close();
}
