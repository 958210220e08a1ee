/** What is counted of every feature besides its token pairs: firing windows and the histogram of activations. */
import { activationBinCount } from '../../domain/activation-bins.js';
import type { HarvestedFeature } from '../../store/store.js';
import type { ArrayState } from '../corpus-pass/array-state.js';

export class FeatureCounters implements ArrayState {
  /** A harvest counts fewer than 2^32 tokens, so 32 bits hold every count. */
  readonly firingWindows_F: Uint32Array;
  readonly histogram_FB: Uint32Array;

  constructor(features: number) {
    this.firingWindows_F = new Uint32Array(features);
    this.histogram_FB = new Uint32Array(features * activationBinCount);
  }

  mergeFrom(other: FeatureCounters): void {
    addInto(this.firingWindows_F, other.firingWindows_F);
    addInto(this.histogram_FB, other.histogram_FB);
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
    return [this.firingWindows_F, this.histogram_FB];
  }
}

function addInto(sum: Uint32Array, part: Uint32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] += part[i];
}
