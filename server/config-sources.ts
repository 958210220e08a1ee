/** What a configuration is read from: the options of a command, and the environment. */
import { readConfig, type Config } from './config.js';

export interface ConfigSources {
  /** Variables that options stand for; they win over the environment. */
  readonly options: Readonly<Record<string, string>>;
  readonly environment: NodeJS.ProcessEnv;
}

/** The options beside the environment of this process. */
export function toConfigSources(options: Readonly<Record<string, string>>): ConfigSources {
  return { options, environment: process.env };
}

/** Throws CONFIG_INVALID. */
export function readConfigFrom({ options, environment }: ConfigSources): Config {
  return readConfig({ ...environment, ...options });
}
