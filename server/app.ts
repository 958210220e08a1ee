/** The composition root: from a configuration to a server that answers. The only place where all parts meet. */
import type { Server } from 'node:http';
import type { Services } from '../services/services.js';
import type { Config } from './config.js';
import { createServerDescription } from './describe-server.js';
import type { JobScheduler } from './job-scheduler.js';
import { startJobScheduler } from './job-scheduler.js';
import { listen } from './listen.js';
import type { Logger } from './log.js';
import { createLog } from './log.js';
import type { Metrics } from './metrics.js';
import { createMetrics } from './metrics.js';
import { createObstacleFinder } from './obstacle.js';
import type { OpenServices } from './open-services.js';
import { openServices } from './open-services.js';
import { requireProvider } from './require-provider.js';
import { startJobProcess } from './start-job-process.js';
import { createWebServer } from './web-server.js';

export interface App {
  readonly services: Services;
  readonly httpServer: Server;
  readonly log: Logger;
  /** Starts to listen and to run jobs. Returns the address, such as http://127.0.0.1:4000. */
  listen(): Promise<string>;
  /** Ends what runs, in order: requests and the job, then services, engine and store. */
  close(): Promise<void>;
}

/** How long requests that run may take to end when the server closes. */
const graceMs = 10_000;

export async function openApp(config: Config): Promise<App> {
  const log = createLog(config.logLevel);
  const opened = await openServices(config, log);
  const metrics = createMetrics(opened.engine);
  const { services, store, keys } = opened;
  await startEngine(opened, config, log);
  const shared = { services, describeServer: createServerDescription(opened) };
  const web = await createWebServer({ shared, keys, log, metrics, findObstacle: createObstacleFinder(store) });
  let scheduler: JobScheduler | undefined;
  return {
    services,
    httpServer: web.httpServer,
    log,
    listen: async () => {
      const address = await listen(web.httpServer, config);
      scheduler = startJobs(opened, config, { log, metrics });
      return address;
    },
    close: async () => {
      await Promise.all([web.close(graceMs), scheduler?.close()]);
      await opened.close();
    },
  };
}

/** What was opened is closed where the server cannot start. */
async function startEngine({ engine, close }: OpenServices, config: Config, log: Logger): Promise<void> {
  try {
    await requireProvider(engine, config, log);
  } catch (error) {
    await close();
    throw error;
  }
}

interface Observers {
  readonly log: Logger;
  readonly metrics: Metrics;
}

function startJobs({ services }: OpenServices, config: Config, { log, metrics }: Observers): JobScheduler {
  services.jobs.sweep();
  return startJobScheduler({
    jobs: services.jobs,
    startChild: (jobId) => startJobProcess(jobId, config),
    log,
    metrics,
  });
}
