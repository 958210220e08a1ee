/** What is counted of every feature: firings, firing windows, the strongest activation, the exact sum and the histogram. */
import { activationBinCount } from '../../domain/activation-bins.js';
import type { HarvestedFeature } from '../../store/store.js';
import type { ArrayState } from './array-state.js';
import { ExactSums } from './exact-sum.js';

export class FeatureCounters implements ArrayState {
  /** A harvest counts fewer than 2^32 tokens, so 32 bits hold every count. */
  readonly firings_F: Uint32Array;
  readonly firingWindows_F: Uint32Array;
  readonly max_F: Float32Array;
  readonly sums: ExactSums;
  readonly histogram_FB: Uint32Array;

  constructor(features: number) {
    this.firings_F = new Uint32Array(features);
    this.firingWindows_F = new Uint32Array(features);
    this.max_F = new Float32Array(features);
    this.sums = new ExactSums(features);
    this.histogram_FB = new Uint32Array(features * activationBinCount);
  }

  mergeFrom(other: FeatureCounters): void {
    addInto(this.firings_F, other.firings_F);
    addInto(this.firingWindows_F, other.firingWindows_F);
    addInto(this.histogram_FB, other.histogram_FB);
    this.sums.addAll(other.sums);
    for (let f = 0; f < this.max_F.length; f++) if (other.max_F[f] > this.max_F[f]) this.max_F[f] = other.max_F[f];
  }

  /** Over the firings; NaN for a dead feature. */
  mean(feature: number): number {
    return this.sums.value(feature) / this.firings_F[feature];
  }

  /** The bins between the lowest and the highest that are not empty. */
  histogram(feature: number): HarvestedFeature['histogram'] {
    const bins = this.histogram_FB.subarray(feature * activationBinCount, (feature + 1) * activationBinCount);
    const firstBin = bins.findIndex((count) => count > 0);
    if (firstBin < 0) return { firstBin: 0, counts: [] };
    const lastBin = bins.findLastIndex((count) => count > 0);
    return { firstBin, counts: [...bins.subarray(firstBin, lastBin + 1)] };
  }

  arrays(): ArrayBufferView[] {
    return [this.firings_F, this.firingWindows_F, this.max_F, ...this.sums.arrays(), this.histogram_FB];
  }
}

function addInto(sum: Uint32Array, part: Uint32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] += part[i];
}
