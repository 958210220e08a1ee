/** Orders the firings of a slice by feature, rows ascending within a feature, by a counting sort. */
import type { SparseActivations } from '../../engine/engine.js';
import { uncounted, type BatchRows } from './batch-rows.js';
import type { FiringSlice } from './firing-slices.js';

/** Firings on counted rows only; feature f has those from `start_F[f]` up to, not including, `start_F[f + 1]`. */
export class FeatureGrouping {
  readonly start_F: Uint32Array;
  private readonly next_F: Uint32Array;
  row_N = new Int32Array(0);
  activation_N = new Float32Array(0);
  /** The activations' bits. */
  bits_N = new Int32Array(0);

  constructor(private readonly features: number) {
    this.start_F = new Uint32Array(features + 1);
    this.next_F = new Uint32Array(features);
  }

  group(firings: SparseActivations, rows: BatchRows, slice: FiringSlice): void {
    this.makeRoom(slice.to - slice.from);
    this.count(firings, rows, slice);
    this.scatter(firings, rows, slice);
  }

  private count({ row_N, feature_N }: SparseActivations, { token_R }: BatchRows, { from, to }: FiringSlice): void {
    const start_F = this.start_F.fill(0);
    for (let n = from; n < to; n++) if (token_R[row_N[n]] !== uncounted) start_F[feature_N[n] + 1]++;
    for (let feature = 0; feature < this.features; feature++) start_F[feature + 1] += start_F[feature];
    this.next_F.set(start_F.subarray(0, this.features));
  }

  private scatter(firings: SparseActivations, { token_R }: BatchRows, { from, to }: FiringSlice): void {
    const { row_N, feature_N, activation_N } = firings;
    const next_F = this.next_F;
    for (let n = from; n < to; n++) {
      const row = row_N[n];
      if (token_R[row] === uncounted) continue;
      const place = next_F[feature_N[n]]++;
      this.row_N[place] = row;
      this.activation_N[place] = activation_N[n];
    }
  }

  private makeRoom(firings: number): void {
    if (firings <= this.row_N.length) return;
    const size = 2 ** Math.ceil(Math.log2(firings));
    this.row_N = new Int32Array(size);
    this.activation_N = new Float32Array(size);
    this.bits_N = new Int32Array(this.activation_N.buffer);
  }
}
