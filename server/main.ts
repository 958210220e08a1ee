/** The entry of a server process: configuration from the environment, closed by SIGTERM and SIGINT. */
import './production.js';
import { ResearchError } from '../domain/errors.js';
import { openApp } from './app.js';
import { readConfig } from './config.js';

try {
  const app = await openApp(readConfig());
  const address = await app.listen();
  app.log.info({ address }, 'listening');
  const close = async (signal: NodeJS.Signals): Promise<void> => {
    app.log.info({ signal }, 'closing');
    await app.close();
  };
  process.once('SIGTERM', close);
  process.once('SIGINT', close);
} catch (error) {
  if (!(error instanceof ResearchError)) throw error;
  process.stderr.write(`${error.code}: ${error.message} ${error.fix}\n`);
  process.exitCode = 1;
}
