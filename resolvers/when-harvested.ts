/** Reads from the harvest that a field asks for. */
import type { HarvestRecord } from '../domain/harvest.js';
import type { HarvestWanted, Loaders } from './request-context.js';

/** What `read` makes of the harvest, or null while there is none. */
export function whenHarvested<T>(
  loaders: Loaders,
  wanted: HarvestWanted,
  read: (harvest: HarvestRecord) => T,
): T | null {
  const harvest = loaders.harvests.get(wanted);
  return harvest === undefined ? null : read(harvest);
}
