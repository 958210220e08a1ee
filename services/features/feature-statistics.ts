/** What a harvest says about single features, in the words of the domain. */
import { activationBinEdge } from '../../domain/activation-bins.js';
import type { FeatureStatistics } from '../../domain/feature.js';
import type { HarvestRecord, Histogram } from '../../domain/harvest.js';
import type { HarvestSnapshot } from '../../store/store.js';
import { frequencyOf } from './feature-order.js';

/** One entry an index. */
export function featureStatistics(
  harvest: HarvestRecord,
  { columns }: HarvestSnapshot,
  indices: readonly number[],
): FeatureStatistics[] {
  return indices.map((index) => {
    const firings = columns.firings_F[index];
    const dead = firings === 0;
    return {
      frequency: frequencyOf(firings, harvest.tokens),
      firings,
      maxActivation: columns.maxActivation_F[index],
      meanActivation: dead ? null : columns.meanActivation_F[index],
      topTokenShare: dead ? null : columns.topTokenShare_F[index],
      tokensFor90Percent: dead ? null : columns.tokensFor90Percent_F[index],
    };
  });
}

/** Firings by activation; the bins are those of domain/activation-bins, from the first to the last that is not empty. */
export function activationHistogram(snapshot: HarvestSnapshot, index: number): Histogram {
  const { firstBin, counts } = snapshot.histogram(index);
  return { edges: Array.from({ length: counts.length + 1 }, (_, i) => activationBinEdge(firstBin + i)), counts };
}

/** The feature that a seed picks among those that fire, each equally likely; undefined when none does. */
export function pickFiringFeature({ columns }: HarvestSnapshot, random: () => number): number | undefined {
  const firing: number[] = [];
  columns.firings_F.forEach((firings, index) => {
    if (firings > 0) firing.push(index);
  });
  return firing.length === 0 ? undefined : firing[Math.floor(random() * firing.length)];
}
