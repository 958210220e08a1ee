/** The histogram of feature frequencies on a log axis. */
import type { Histogram } from '../../domain/harvest.js';

export interface LogBins {
  readonly bins: number;
  /** log10 of the lowest and of the highest frequency. */
  readonly from: number;
  readonly to: number;
}

/**
 * Counts features by log10 of their frequency. Bins hold their lower edge, the last also its upper edge; features
 * outside the range, and dead ones, are in no bin.
 *
 * @param firings_F  tokens on which each feature fires
 * @param tokens     counted tokens
 * @returns          edges in log10 of the frequency
 * @source           the rule of numpy.histogram, including its correction of the bin by comparing with the edges
 */
export function frequencyHistogram(firings_F: Float64Array, tokens: number, range: LogBins): Histogram {
  const edges = edgesOf(range);
  const counts = new Array<number>(range.bins).fill(0);
  for (const firings of firings_F) {
    if (firings === 0) continue;
    const bin = binOf(Math.log10(firings / tokens), edges);
    if (bin !== undefined) counts[bin]++;
  }
  return { edges, counts };
}

function edgesOf({ bins, from, to }: LogBins): number[] {
  return Array.from({ length: bins + 1 }, (_, i) => (i === bins ? to : from + ((to - from) * i) / bins));
}

function binOf(value: number, edges: readonly number[]): number | undefined {
  const bins = edges.length - 1;
  if (value < edges[0] || value > edges[bins]) return undefined;
  const guess = Math.floor(((value - edges[0]) / (edges[bins] - edges[0])) * bins);
  const bin = Math.min(guess, bins - 1);
  // The division rounds, so that a value beside an edge may come out one bin off.
  if (value < edges[bin]) return bin - 1;
  return bin < bins - 1 && value >= edges[bin + 1] ? bin + 1 : bin;
}
