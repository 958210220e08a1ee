/** Reads which models run on another execution provider than the rest. */
import { ResearchError } from '../domain/errors.js';
import type { ProviderName } from '../engine/engine.js';
import { namedProviders, settings } from './settings.js';

/** Of a list such as `pythia-70m=cpu, gpt2=webgpu`; empty for an empty one. Throws CONFIG_INVALID. */
export function parseModelProviders(text: string): Readonly<Record<string, ProviderName>> {
  const entries = text.split(',').map((entry) => entry.trim());
  return Object.fromEntries(entries.filter((entry) => entry !== '').map(parseEntry));
}

function parseEntry(entry: string): [model: string, provider: ProviderName] {
  // The last sign: a model's name may hold one.
  const split = entry.lastIndexOf('=');
  const name = entry.slice(split + 1).trim();
  const provider = namedProviders.find((known) => known === name);
  if (split > 0 && provider) return [entry.slice(0, split).trim(), provider];
  const variable = settings.modelProviders.name;
  const message = `${variable} holds "${entry}"; allowed: MODEL=PROVIDER, with one of ${namedProviders.join(', ')}.`;
  throw new ResearchError('CONFIG_INVALID', message, { at: variable });
}
