/** Contexts from every part of a feature's range of activation, not only its strongest. */
import type { QuantileSample, StoredContext } from '../../domain/context.js';
import { drawWithoutReplacement } from '../../domain/seeded-random.js';
import { toContext, type OpenedHarvest } from './opened-harvest.js';

export interface SampleSize {
  readonly quantiles: number;
  /** Contexts of each quantile. */
  readonly perQuantile: number;
}

/**
 * Splits the harvest's uniform sample of firing windows by rank into quantiles of equal count (within one), weakest
 * first, and draws from each, all members equally likely, strongest first. The draw is seeded by feature and quantile,
 * so that the same question has the same answer. Quantiles without a member are left out; a dead feature has none.
 * Ranks are those within the stored sample.
 */
export function sampleQuantiles(opened: OpenedHarvest, index: number, size: SampleSize): QuantileSample[] {
  const strongestFirst = opened.snapshot.sampledContexts(index).contexts;
  const count = strongestFirst.length;
  const boundary = (quantile: number) => count - Math.floor((count * quantile) / size.quantiles);
  return Array.from({ length: size.quantiles }, (_, quantile): QuantileSample | undefined => {
    const ranked = rankedSlice(strongestFirst, boundary(quantile + 1), boundary(quantile));
    if (ranked.length === 0) return undefined;
    const seed = index * size.quantiles + quantile;
    const drawn = drawWithoutReplacement(ranked, size.perQuantile, seed).sort((a, b) => a.rank - b.rank);
    return {
      from: ranked[ranked.length - 1].stored.maxActivation,
      to: ranked[0].stored.maxActivation,
      contexts: drawn.map(({ stored, rank }) => toContext(opened, stored, rank)),
    };
  }).filter((sample) => sample !== undefined);
}

function rankedSlice(contexts: readonly StoredContext[], start: number, end: number) {
  return contexts.slice(start, end).map((stored, i) => ({ stored, rank: start + i + 1 }));
}
