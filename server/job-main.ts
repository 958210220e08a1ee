/** The entry of a process that runs one job, named by its argument, on the store that the environment names. */
import './production.js';
import { readConfig } from './config.js';
import { openServices } from './open-services.js';

const [jobId] = process.argv.slice(2);
const config = readConfig();
const stopping = new AbortController();

// The job goes back to the queue with its checkpoint, and a later server resumes it.
const stop = (): void => stopping.abort();
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
// The server is gone, however it went.
process.once('disconnect', stop);

const { services, close } = await openServices(config);
try {
  await services.jobs.run(jobId, { signal: stopping.signal });
} finally {
  await close();
}
process.disconnect?.();
