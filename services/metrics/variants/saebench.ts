/** The definitions of SAEBench 0.6.0 that SAELens does not have. */
import type { CorpusMeans } from '../corpus-means.js';
import { shareOfFeatures } from './shared-formulas.js';
import type { Variant } from './variant.js';

export const saebench: readonly Variant[] = [
  { definition: 'saebench.frac_alive', of: (means) => shareOfFeatures(means, (frequency) => frequency > 0) },
  { definition: 'saebench.freq_over_1_percent', of: (means) => shareOfFeatures(means, isAbove(0.01)) },
  { definition: 'saebench.freq_over_10_percent', of: (means) => shareOfFeatures(means, isAbove(0.1)) },
  { definition: 'saebench.normalized_freq_over_1_percent', of: (means) => shareOfFirings(means, 0.01) },
  { definition: 'saebench.normalized_freq_over_10_percent', of: (means) => shareOfFirings(means, 0.1) },
];

/** Of all firings, those of features above the frequency. */
function shareOfFirings({ frequency_F }: CorpusMeans, least: number): number {
  return sum(frequency_F.filter(isAbove(least))) / sum(frequency_F);
}

function isAbove(least: number): (frequency: number) => boolean {
  return (frequency) => frequency > least;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
