/** The configuration that measurements run under: defaults, silent, on the CPU, in a folder of their own. */
import { readConfig, type Config } from '../server/config.js';

/** @param settings environment variables that are not to have their default */
export function benchConfig(folder: string, settings: Readonly<Record<string, string>> = {}): Config {
  return readConfig({
    ...{ SAEQL_DATA: folder, SAEQL_LOG_LEVEL: 'error', SAEQL_PROVIDER: 'cpu', SAEQL_PORT: '0' },
    ...settings,
  });
}
