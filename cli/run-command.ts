/** Runs a command's work inside an opened application and closes it again, whatever happens. */
import type { Command } from 'commander';
import { readConfigFrom, toConfigSources, type ConfigSources } from '../server/config-sources.js';
import type { Config } from '../server/config.js';
import { createLog } from '../server/log.js';
import { openServices, type OpenServices } from '../server/open-services.js';
import { Interrupted, listenForInterruption, type Interruption } from './interrupt.js';
import { createOutput, type Output } from './output.js';

/** Options that every command takes. */
export interface CommonOptions {
  readonly data?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** What a command that needs no store works with. */
export interface Surroundings {
  readonly config: Config;
  readonly sources: ConfigSources;
  readonly output: Output;
}

/** What a command works with. */
export interface Session extends Surroundings, OpenServices {
  readonly interruption: Interruption;
}

/** The configuration and output of a command; `options` are variables that its own options stand for. Throws CONFIG_INVALID. */
export function surroundingsOf(command: Command, options: Readonly<Record<string, string>> = {}): Surroundings {
  const { data, json = false, quiet = false } = command.optsWithGlobals<CommonOptions>();
  const sources = toConfigSources(data === undefined ? options : { ...options, SAEQL_DATA: data });
  const output = createOutput({ json, quiet }, process.stdout, process.stderr);
  return { config: readConfigFrom(sources), sources, output };
}

/** Opens the store and the services, does the work and closes them; throws Interrupted when a signal cut it short. */
export async function runCommand(command: Command, work: (session: Session) => Promise<void> | void): Promise<void> {
  const surroundings = surroundingsOf(command);
  const interruption = listenForInterruption();
  try {
    const opened = await openServices(surroundings.config, createLog(logLevelOf(surroundings)));
    try {
      await work({ ...surroundings, ...opened, interruption });
    } finally {
      await opened.close();
    }
    throwIfCutShort(interruption);
  } finally {
    interruption.stopListening();
  }
}

/** A command says itself what it does: the log would only repeat it, so that it is kept for those who ask for it. */
function logLevelOf({ config, sources }: Surroundings): string {
  return sources.environment.SAEQL_LOG_LEVEL === undefined ? 'silent' : config.logLevel;
}

function throwIfCutShort(interruption: Interruption): void {
  const signal = interruption.received();
  if (signal !== undefined) throw new Interrupted(signal, 'What was done until then is kept.');
}
