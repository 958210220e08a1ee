/** The statistics of features, a page of them in one read. */
import type { FeatureStatistics } from '../../domain/feature.js';
import type { Lookup } from '../../resolvers/loader.js';
import type { StatisticsWanted } from '../../resolvers/request-context.js';
import type { FeatureService } from '../../services/services.js';

type Read = FeatureService['statistics'];

/** Reads the whole page when one of its features is asked for; they are columns in memory, so nobody has to wait. */
export function statisticsLookup(read: Read): Lookup<StatisticsWanted, FeatureStatistics> {
  const byHarvest = new Map<string, Map<number, FeatureStatistics>>();
  return {
    get({ harvest, index, pageIndices }) {
      const known = byHarvest.get(harvest.id) ?? new Map<number, FeatureStatistics>();
      byHarvest.set(harvest.id, known);
      const found = known.get(index) ?? readPage(known, pageIndices, (indices) => read(harvest, indices)).get(index);
      if (!found) throw new Error(`feature ${index} is not on its page`);
      return found;
    },
  };
}

function readPage(
  known: Map<number, FeatureStatistics>,
  indices: readonly number[],
  read: (indices: readonly number[]) => readonly FeatureStatistics[],
): Map<number, FeatureStatistics> {
  read(indices).forEach((statistics, place) => known.set(indices[place], statistics));
  return known;
}
