/** Says of every setting what it is, where that comes from, and what it may be. */
import type { Config } from './config.js';
import type { ConfigSources } from './config-sources.js';
import { rangeOf, settings, type Setting } from './settings.js';

export interface SettingReport {
  readonly name: string;
  readonly value: string | number;
  readonly source: 'option' | 'environment' | 'default';
  readonly unit: string;
  readonly range: string;
  readonly default: string | number;
  readonly meaning: string;
}

/** In the order of the table of settings. */
export function reportConfig(config: Config, sources: ConfigSources): SettingReport[] {
  return Object.entries<Setting>(settings).map(([key, setting]) => ({
    name: setting.name,
    value: config[key as keyof Config],
    source: sourceOf(setting.name, sources),
    unit: setting.unit,
    range: rangeOf(setting),
    default: setting.default,
    meaning: setting.meaning,
  }));
}

function sourceOf(name: string, { options, environment }: ConfigSources): SettingReport['source'] {
  if (options[name] !== undefined) return 'option';
  return (environment[name]?.trim() ?? '') === '' ? 'default' : 'environment';
}
