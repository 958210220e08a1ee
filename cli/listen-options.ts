/** Where a server listens, as options of a command and as settings. */
import type { Command } from 'commander';
import { parsePort } from './parse-option.js';

export interface ListenOptions {
  readonly port?: number;
  readonly host?: string;
}

/** The environment variables that the options stand for: an option wins over a variable. */
export function toVariables({ port, host }: ListenOptions): Record<string, string> {
  return {
    ...(port === undefined ? {} : { SAEQL_PORT: String(port) }),
    ...(host === undefined ? {} : { SAEQL_HOST: host }),
  };
}

/** Adds --port. */
export function addPortOption(command: Command): Command {
  return command.option('--port <number>', 'the port; 0 takes a free one (default: SAEQL_PORT, else 4000)', parsePort);
}
