/**
 * Firings and exact sums of activations of every (feature, token) pair that occurs: a hash table with open addressing in
 * one buffer, since a dense table of features times vocabulary would not fit. When it holds more pairs than its limit it
 * is spilled to a file and starts anew (see pair-spill).
 */
import type { GrowingArrayState } from './array-state.js';

/** 32 bytes a pair: feature, token, firings, nothing (uint32 each), whole part and fraction of the sum (float64 each). */
export const pairBytes = 32;
const intsPerPair = pairBytes / 4;
const floatsPerPair = pairBytes / 8;
const smallestCapacity = 1 << 12;

export class TokenPairs implements GrowingArrayState {
  private capacity = smallestCapacity;
  private ints: Uint32Array;
  private floats: Float64Array;
  private occupied = 0;

  /** @param limit pairs from which on `isFull` */
  constructor(private readonly limit: number) {
    this.allocate(smallestCapacity);
  }

  get size(): number {
    return this.occupied;
  }

  get isFull(): boolean {
    return this.occupied >= this.limit;
  }

  /** Adds one firing, its activation as whole part and fraction (see exact-sum). */
  add(feature: number, token: number, whole: number, fraction: number): void {
    const slot = this.slotOf(feature, token);
    this.ints[slot * intsPerPair + 2]++;
    this.addSum(slot, whole, fraction);
  }

  mergeFrom(other: TokenPairs): void {
    for (let from = 0; from < other.capacity; from++) {
      const [feature, token, firings] = other.ints.subarray(from * intsPerPair, from * intsPerPair + 3);
      if (firings === 0) continue;
      const slot = this.slotOf(feature, token);
      this.ints[slot * intsPerPair + 2] += firings;
      this.addSum(slot, other.floats[from * floatsPerPair + 2], other.floats[from * floatsPerPair + 3]);
    }
  }

  /** Forgets all pairs; keeps the memory. */
  clear(): void {
    this.ints.fill(0);
    this.occupied = 0;
  }

  /** The places of all pairs, by feature ascending. */
  placesByFeature(features: number): Uint32Array {
    const next_F = new Uint32Array(features + 1);
    for (let slot = 0; slot < this.capacity; slot++)
      if (this.ints[slot * intsPerPair + 2] > 0) next_F[this.ints[slot * intsPerPair] + 1]++;
    for (let feature = 0; feature < features; feature++) next_F[feature + 1] += next_F[feature];
    const places = new Uint32Array(this.occupied);
    for (let slot = 0; slot < this.capacity; slot++)
      if (this.ints[slot * intsPerPair + 2] > 0) places[next_F[this.ints[slot * intsPerPair]]++] = slot;
    return places;
  }

  /** The 32 bytes at a place, not copied. */
  bytesAt(place: number): Uint8Array {
    return new Uint8Array(this.ints.buffer, place * pairBytes, pairBytes);
  }

  get shape(): readonly number[] {
    return [this.capacity, this.occupied];
  }

  reshape([capacity, occupied]: readonly number[]): void {
    this.allocate(capacity);
    this.occupied = occupied;
  }

  arrays(): ArrayBufferView[] {
    return [this.ints];
  }

  private addSum(slot: number, whole: number, fraction: number): void {
    const place = slot * floatsPerPair + 2;
    const sum = this.floats[place + 1] + fraction;
    const carry = sum >= 1 ? 1 : 0;
    this.floats[place + 1] = sum - carry;
    this.floats[place] += whole + carry;
  }

  /** Where the pair is, entered with nothing counted when it is new. */
  private slotOf(feature: number, token: number): number {
    const mask = this.capacity - 1;
    let slot = pairHash(feature, token) & mask;
    for (;;) {
      const place = slot * intsPerPair;
      if (this.ints[place + 2] === 0) return this.enter(slot, feature, token);
      if (this.ints[place] === feature && this.ints[place + 1] === token) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private enter(slot: number, feature: number, token: number): number {
    // Linear probing becomes slow above three quarters.
    if (this.occupied * 4 >= this.capacity * 3) {
      this.grow();
      return this.slotOf(feature, token);
    }
    this.occupied++;
    this.ints[slot * intsPerPair] = feature;
    this.ints[slot * intsPerPair + 1] = token;
    this.floats[slot * floatsPerPair + 2] = 0;
    this.floats[slot * floatsPerPair + 3] = 0;
    return slot;
  }

  private grow(): void {
    const [ints, capacity] = [this.ints, this.capacity];
    this.allocate(capacity * 2);
    const mask = this.capacity - 1;
    for (let from = 0; from < capacity; from++) {
      const place = from * intsPerPair;
      if (ints[place + 2] === 0) continue;
      let slot = pairHash(ints[place], ints[place + 1]) & mask;
      while (this.ints[slot * intsPerPair + 2] > 0) slot = (slot + 1) & mask;
      this.ints.set(ints.subarray(place, place + intsPerPair), slot * intsPerPair);
    }
  }

  private allocate(capacity: number): void {
    this.capacity = capacity;
    this.ints = new Uint32Array(capacity * intsPerPair);
    this.floats = new Float64Array(this.ints.buffer);
  }
}

/** Spreads consecutive features and tokens over all bits. */
function pairHash(feature: number, token: number): number {
  let hash = Math.imul(feature + 1, 0x9e3779b1) ^ Math.imul(token + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
