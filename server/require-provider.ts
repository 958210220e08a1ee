/** Tries the execution providers when a server starts, so that one that cannot be used is told then and not at a request. */
import { ResearchError } from '../domain/errors.js';
import type { Engine } from '../engine/engine.js';
import type { Config } from './config.js';
import type { Logger } from './log.js';
import { parseModelProviders } from './model-providers.js';
import { settings } from './settings.js';

/** Throws PROVIDER_UNAVAILABLE when one that was named cannot be used. */
export async function requireProvider(
  engine: Pick<Engine, 'tryProviders'>,
  config: Config,
  log: Logger,
): Promise<void> {
  const providers = await engine.tryProviders();
  log.info({ providers }, 'execution providers');
  const named = new Map<string, string>([
    ...Object.values(parseModelProviders(config.modelProviders)).map(
      (provider) => [provider, settings.modelProviders.name] as const,
    ),
    ...(config.provider === 'auto' ? [] : [[config.provider, settings.provider.name] as const]),
  ]);
  for (const { name, available, reason } of providers) {
    const at = named.get(name);
    if (at === undefined || available) continue;
    throw new ResearchError('PROVIDER_UNAVAILABLE', `${at} asks for ${name}, which cannot be used: ${reason}`, { at });
  }
}
