/** Which features fire in which windows of the pool: one bit each, little-endian within a byte. */
import type { ArrayState } from '../corpus-pass/array-state.js';

export class PoolBits implements ArrayState {
  private readonly bytesPerFeature: number;
  private readonly bits: Uint8Array;

  constructor(features: number, poolWindows: number) {
    this.bytesPerFeature = Math.ceil(poolWindows / 8);
    this.bits = new Uint8Array(features * this.bytesPerFeature);
  }

  set(feature: number, poolWindow: number): void {
    this.bits[feature * this.bytesPerFeature + (poolWindow >> 3)] |= 1 << (poolWindow & 7);
  }

  /** A copy. */
  of(feature: number): Uint8Array {
    return this.bits.slice(feature * this.bytesPerFeature, (feature + 1) * this.bytesPerFeature);
  }

  mergeFrom(other: PoolBits): void {
    for (let i = 0; i < this.bits.length; i++) this.bits[i] |= other.bits[i];
  }

  arrays(): ArrayBufferView[] {
    return [this.bits];
  }
}
