/** Reads from the harvest that a field asks for. */
import type { HarvestRecord } from '../domain/harvest.js';
import type { HarvestWanted, Loaders } from './request-context.js';

/** What `read` makes of the harvest, or null while there is none. */
export async function whenHarvested<T>(
  loaders: Loaders,
  wanted: HarvestWanted,
  read: (harvest: HarvestRecord) => T | Promise<T>,
): Promise<T | null> {
  const harvest = await loaders.harvests.load(wanted);
  return harvest === undefined ? null : read(harvest);
}
