/** Reads the environment, once, into a checked and frozen configuration. */
import { ResearchError } from '../domain/errors.js';
import type { Limits } from '../services/services.js';
import type { Setting } from './settings.js';
import { rangeOf, settings } from './settings.js';

type Settings = typeof settings;
type ValueOf<S> = S extends { readonly kind: 'integer' }
  ? number
  : S extends { readonly choices: readonly (infer C)[] }
    ? C
    : string;

/** One entry a setting; see server/settings.ts for units and meanings. */
export type Config = { readonly [K in keyof Settings]: ValueOf<Settings[K]> };

/** An unset or empty variable takes its default. Throws CONFIG_INVALID, naming the variable and what it may be. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const entries = Object.entries(settings).map(([key, setting]) => [key, readSetting(setting, environment)]);
  return Object.freeze(Object.fromEntries(entries)) as Config;
}

/** The bounds that requests are checked against. */
export function limitsOf(config: Config): Limits {
  const { maxQueryCost, maxPrompts, maxPromptTokens, maxBodyBytes, maxPageSize, deadlineMs } = config;
  const { maxEngineCost, maxWaiting } = config;
  return Object.freeze({
    maxQueryCost,
    maxPrompts,
    maxPromptTokens,
    maxBodyBytes,
    maxPageSize,
    deadlineMs,
    maxEngineCost,
    maxWaiting,
  });
}

/** The configuration as another process of ours reads it. */
export function toEnvironment(config: Config): Record<string, string> {
  const entries = Object.entries(settings) as [keyof Config, Setting][];
  return Object.fromEntries(entries.map(([key, { name }]) => [name, String(config[key])]));
}

function readSetting(setting: Setting, environment: NodeJS.ProcessEnv): string | number {
  const text = environment[setting.name]?.trim();
  if (text === undefined || text === '') return setting.default;
  const value = setting.kind === 'integer' ? Number(text) : text;
  if (isAllowed(setting, value)) return value;
  const message = `${setting.name} is "${text}"; allowed: ${rangeOf(setting)} (${setting.unit}).`;
  throw new ResearchError('CONFIG_INVALID', message, { at: setting.name });
}

function isAllowed(setting: Setting, value: string | number): boolean {
  switch (setting.kind) {
    case 'text':
      return true;
    case 'choice':
      return setting.choices.some((choice) => choice === value);
    case 'integer':
      return Number.isInteger(value) && Number(value) >= setting.least && Number(value) <= setting.most;
  }
}
