/** Says of every setting what it is, where that comes from, and what it may be. */
import type { Config } from './config.js';
import { rangeOf, settings, type Setting } from './settings.js';

export interface SettingReport {
  readonly name: string;
  readonly value: string | number;
  readonly source: 'environment' | 'default';
  readonly unit: string;
  readonly range: string;
  readonly default: string | number;
  readonly meaning: string;
}

/** In the order of the table of settings. `environment` is what the configuration was read from. */
export function reportConfig(config: Config, environment: NodeJS.ProcessEnv): SettingReport[] {
  return Object.entries<Setting>(settings).map(([key, setting]) => ({
    name: setting.name,
    value: config[key as keyof Config],
    source: (environment[setting.name]?.trim() ?? '') === '' ? 'default' : 'environment',
    unit: setting.unit,
    range: rangeOf(setting),
    default: setting.default,
    meaning: setting.meaning,
  }));
}
