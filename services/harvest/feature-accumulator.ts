/**
 * Everything a harvest gathers of one dictionary's features. Accumulators form a commutative monoid: an empty one changes
 * nothing, and merging in any order or grouping gives, bit for bit, what one accumulator makes of all firings.
 */
import { activationBinCount, activationBinOfBits } from '../../domain/activation-bins.js';
import { ResearchError } from '../../domain/errors.js';
import type { SparseActivations } from '../../engine/engine.js';
import { ActivationArena } from './activation-arena.js';
import type { GrowingArrayState } from '../corpus-pass/array-state.js';
import type { BatchRows } from './batch-rows.js';
import { FeatureCounters } from './feature-counters.js';
import { FeatureGrouping } from './feature-grouping.js';
import type { FiringSlice } from './firing-slices.js';
import { PoolBits } from './pool-bits.js';
import { TokenPairs } from './token-pairs.js';
import { WindowHeap } from './window-heap.js';
import { featureSeed, windowHash } from './window-hash.js';

/** Windows in the uniform sample of a feature's firing windows. */
export const sampledWindows = 64;
/** Bits of infinity; those of NaN and of negative numbers are above. */
const notFinite = 0x7f800000;

export interface AccumulatorShape {
  readonly features: number;
  /** Rows of the model's embedding: a bound of token ids. */
  readonly vocabularySize: number;
  readonly contextsPerFeature: number;
  readonly windowTokens: number;
  readonly poolWindows: number;
  /** Slots for pairs of feature and token kept in memory, 24 bytes each. */
  readonly pairLimit: number;
}

export class FeatureAccumulator implements GrowingArrayState {
  readonly arena: ActivationArena;
  readonly strongest: WindowHeap;
  readonly sample: WindowHeap;
  readonly counters: FeatureCounters;
  readonly pool: PoolBits;
  readonly pairs: TokenPairs;
  private readonly grouping: FeatureGrouping;
  private readonly seed_F: Uint32Array;

  constructor(readonly dimensions: AccumulatorShape) {
    const { features } = dimensions;
    this.arena = new ActivationArena(dimensions.windowTokens);
    this.strongest = new WindowHeap(features, dimensions.contextsPerFeature, this.arena);
    this.sample = new WindowHeap(features, sampledWindows, this.arena);
    this.counters = new FeatureCounters(features);
    this.pool = new PoolBits(features, dimensions.poolWindows);
    this.pairs = new TokenPairs({ ...dimensions, limit: dimensions.pairLimit });
    this.grouping = new FeatureGrouping(features);
    this.seed_F = Uint32Array.from({ length: features }, (_, feature) => featureSeed(feature));
  }

  /** Adds the firings of a slice; throws ACTIVATION_NOT_FINITE. */
  add(firings: SparseActivations, rows: BatchRows, slice: FiringSlice): void {
    this.grouping.group(firings, rows, slice);
    const { start_F } = this.grouping;
    for (let feature = 0; feature < this.dimensions.features; feature++)
      if (start_F[feature] < start_F[feature + 1]) this.addFeature(feature, rows);
  }

  /** Takes over what another accumulator of the same dimensions gathered from other windows. */
  mergeFrom(other: FeatureAccumulator): void {
    this.strongest.mergeFrom(other.strongest);
    this.sample.mergeFrom(other.sample);
    this.counters.mergeFrom(other.counters);
    this.pool.mergeFrom(other.pool);
    this.pairs.mergeFrom(other.pairs);
  }

  get shape(): readonly number[] {
    return [...this.arena.shape, ...this.pairs.shape];
  }

  reshape([slots, ...pairs]: readonly number[]): void {
    this.arena.reshape([slots]);
    this.pairs.reshape(pairs);
  }

  arrays(): ArrayBufferView[] {
    return [this.arena, this.strongest, this.sample, this.counters, this.pool, this.pairs].flatMap((state) =>
      state.arrays(),
    );
  }

  private addFeature(feature: number, rows: BatchRows): void {
    const { start_F, row_N } = this.grouping;
    const end = start_F[feature + 1];
    this.count(feature, rows, { from: start_F[feature], to: end });
    for (let from = start_F[feature]; from < end;) {
      const window = rows.window_R[row_N[from]];
      let to = from + 1;
      while (to < end && rows.window_R[row_N[to]] === window) to++;
      this.keep(feature, rows, { from, to, peak: this.peakOf({ from, to }) });
      from = to;
    }
  }

  private count(feature: number, { token_R }: BatchRows, { from, to }: FiringSlice): void {
    const { row_N, activation_N, bits_N } = this.grouping;
    const { histogram_FB } = this.counters;
    const firstBin = feature * activationBinCount;
    for (let n = from; n < to; n++) {
      if (bits_N[n] >>> 0 >= notFinite) throw notFiniteError(feature, activation_N[n]);
      histogram_FB[firstBin + activationBinOfBits(bits_N[n])]++;
    }
    this.pairs.add(feature, { row_N, activation_N, token_R, from, to });
  }

  /** The strongest firing of a window, the earliest among equals. */
  private peakOf({ from, to }: FiringSlice): number {
    const { bits_N } = this.grouping;
    let peak = from;
    for (let n = from + 1; n < to; n++) if (bits_N[n] > bits_N[peak]) peak = n;
    return peak;
  }

  /** Offers one firing window to everything that keeps windows. */
  private keep(feature: number, rows: BatchRows, found: FiringSlice & { readonly peak: number }): void {
    const { row_N, activation_N, bits_N } = this.grouping;
    const local = rows.window_R[row_N[found.peak]];
    const window = rows.index_W[local];
    const firstRow = rows.firstRow_W[local];
    const strength = activation_N[found.peak];
    this.counters.firingWindows_F[feature]++;
    if (rows.pool_W[local] >= 0) this.pool.set(feature, rows.pool_W[local]);
    // Positive floats order as their bits do.
    const strengthKey = bits_N[found.peak];
    // The heap keeps the largest keys; the sample is the smallest hashes.
    const sampleKey = ~windowHash(window, this.seed_F[feature]) >>> 0;
    const inStrongest = this.strongest.admits(feature, strengthKey, window);
    const inSample = this.sample.admits(feature, sampleKey, window);
    if (!inStrongest && !inSample) return;
    const kept = { window, strength, peak: row_N[found.peak] - firstRow };
    const windowFirings = { row_N, bits_N, from: found.from, to: found.to, firstRow };
    if (inStrongest) this.arena.write(this.strongest.offer(feature, strengthKey, kept), windowFirings);
    if (inSample) this.arena.write(this.sample.offer(feature, sampleKey, kept), windowFirings);
  }
}

function notFiniteError(feature: number, activation: number): ResearchError {
  return new ResearchError('ACTIVATION_NOT_FINITE', `Feature ${feature} has the activation ${activation}.`, {
    at: `feature ${feature}`,
  });
}
