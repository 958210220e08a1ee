/**
 * Firings and exact sums of activations of every (feature, token) pair that occurs. A dense table of features times
 * vocabulary would not fit, so every feature has a hash table of its own with open addressing, cut from one buffer and
 * doubled when it fills: a feature's firings, which come together, then stay within a few cache lines. When the buffer
 * is used up, all of it is spilled to a file, already in the order of features, and it starts anew.
 */
import type { GrowingArrayState } from '../corpus-pass/array-state.js';
import { fractionOf } from '../corpus-pass/exact-sum.js';

/** 24 bytes a pair: token, firings (uint32 each), whole part and fraction of the sum (float64 each). */
export const pairBytes = 24;
const intsPerPair = pairBytes / 4;
const floatsPerPair = pairBytes / 8;
const smallestTable = 4;
const smallestBuffer = 1 << 12;

/** A feature's firings on one token; the sum of their activations in two parts (see exact-sum). */
export interface TokenPair {
  readonly token: number;
  readonly firings: number;
  readonly whole: number;
  readonly fraction: number;
}

/** Where pairs are gathered from. */
export interface PairSource {
  /** Adds all pairs of the feature. Features must be asked for in ascending order. */
  addPairsInto(tally: PairTally, feature: number): void;
}

/** Where pairs are gathered. */
export interface PairTally {
  add(pair: TokenPair): void;
}

export interface PairsSize {
  readonly features: number;
  readonly vocabularySize: number;
  /** Slots of the buffer from which on it is full. */
  readonly limit: number;
}

/** Firings [from, to) of one feature. */
export interface PairFirings {
  readonly row_N: Int32Array;
  readonly activation_N: Float32Array;
  /** Token id of every row. */
  readonly token_R: Uint32Array;
  readonly from: number;
  readonly to: number;
}

export class TokenPairs implements GrowingArrayState, PairSource {
  /** Slots of a feature's table, a power of two; 0 before its first firing. */
  private readonly capacity_F: Uint32Array;
  /** First slot of its table. */
  private readonly base_F: Uint32Array;
  private readonly size_F: Uint32Array;
  private ints: Uint32Array;
  private floats: Float64Array;
  private used = 0;
  /** First slots of tables that were outgrown, all zero, by capacity. A checkpoint does not keep them: they come back with `clear`. */
  private readonly outgrown = new Map<number, number[]>();

  constructor(private readonly size: PairsSize) {
    const { features } = size;
    this.capacity_F = new Uint32Array(features);
    this.base_F = new Uint32Array(features);
    this.size_F = new Uint32Array(features);
    this.setBuffer(smallestBuffer);
  }

  get isFull(): boolean {
    return this.used >= this.size.limit;
  }

  get features(): number {
    return this.size.features;
  }

  /** Adds firings of one feature. */
  add(feature: number, { row_N, activation_N, token_R, from, to }: PairFirings): void {
    for (let n = from; n < to; n++) {
      const activation = activation_N[n];
      const whole = Math.floor(activation);
      const slot = this.slotOf(feature, token_R[row_N[n]]);
      this.ints[slot * intsPerPair + 1]++;
      this.addSum(slot, whole, fractionOf(activation, whole));
    }
  }

  mergeFrom(other: TokenPairs): void {
    for (let feature = 0; feature < this.features; feature++) {
      const add = ({ token, firings, whole, fraction }: TokenPair): void => {
        const slot = this.slotOf(feature, token);
        this.ints[slot * intsPerPair + 1] += firings;
        this.addSum(slot, whole, fraction);
      };
      other.addPairsInto({ add }, feature);
    }
  }

  addPairsInto(tally: PairTally, feature: number): void {
    const first = this.base_F[feature];
    for (let slot = first; slot < first + this.capacity_F[feature]; slot++) {
      const [pair, sum] = [slot * intsPerPair, slot * floatsPerPair + 1];
      const firings = this.ints[pair + 1];
      if (firings === 0) continue;
      tally.add({ token: this.ints[pair], firings, whole: this.floats[sum], fraction: this.floats[sum + 1] });
    }
  }

  /** Forgets all pairs; keeps the memory. */
  clear(): void {
    this.capacity_F.fill(0);
    this.size_F.fill(0);
    this.ints.fill(0, 0, this.used * intsPerPair);
    this.used = 0;
    this.outgrown.clear();
  }

  get shape(): readonly number[] {
    return [this.ints.length / intsPerPair, this.used];
  }

  reshape([slots, used]: readonly number[]): void {
    this.setBuffer(slots);
    this.used = used;
  }

  arrays(): ArrayBufferView[] {
    return [this.capacity_F, this.base_F, this.size_F, this.ints.subarray(0, this.used * intsPerPair)];
  }

  private addSum(slot: number, whole: number, fraction: number): void {
    const place = slot * floatsPerPair + 1;
    const sum = this.floats[place + 1] + fraction;
    const carry = sum >= 1 ? 1 : 0;
    this.floats[place + 1] = sum - carry;
    this.floats[place] += whole + carry;
  }

  /** Where the pair is, entered with nothing counted when it is new. */
  private slotOf(feature: number, token: number): number {
    const capacity = this.capacity_F[feature];
    // Linear probing becomes slow above three quarters, but not where every token has a slot of its own.
    if (this.size_F[feature] * 4 >= capacity * 3 && capacity < this.size.vocabularySize) {
      this.growTable(feature);
      return this.slotOf(feature, token);
    }
    const first = this.base_F[feature];
    for (let probe = this.home(token, capacity); ; probe++) {
      const slot = first + (probe & (capacity - 1));
      if (this.ints[slot * intsPerPair + 1] === 0) return this.enter(feature, slot, token);
      if (this.ints[slot * intsPerPair] === token) return slot;
    }
  }

  /** Where probing for a token begins. */
  private home(token: number, capacity: number): number {
    return capacity >= this.size.vocabularySize ? token : tokenHash(token);
  }

  private enter(feature: number, slot: number, token: number): number {
    this.size_F[feature]++;
    this.ints[slot * intsPerPair] = token;
    return slot;
  }

  /** Gives the feature a table of twice the size. */
  private growTable(feature: number): void {
    const [oldBase, oldCapacity] = [this.base_F[feature], this.capacity_F[feature]];
    const capacity = Math.max(smallestTable, oldCapacity * 2);
    const base = this.allocate(capacity);
    for (let old = oldBase; old < oldBase + oldCapacity; old++) {
      const pair = old * intsPerPair;
      if (this.ints[pair + 1] === 0) continue;
      let probe = this.home(this.ints[pair], capacity);
      while (this.ints[(base + (probe & (capacity - 1))) * intsPerPair + 1] > 0) probe++;
      this.ints.copyWithin((base + (probe & (capacity - 1))) * intsPerPair, pair, pair + intsPerPair);
    }
    this.release(oldBase, oldCapacity);
    this.base_F[feature] = base;
    this.capacity_F[feature] = capacity;
  }

  private release(base: number, capacity: number): void {
    if (capacity === 0) return;
    this.ints.fill(0, base * intsPerPair, (base + capacity) * intsPerPair);
    const sameSize = this.outgrown.get(capacity);
    if (sameSize) sameSize.push(base);
    else this.outgrown.set(capacity, [base]);
  }

  /** First of so many new slots, all zero. */
  private allocate(slots: number): number {
    const reused = this.outgrown.get(slots)?.pop();
    if (reused !== undefined) return reused;
    const first = this.used;
    this.used += slots;
    const present = this.ints.length / intsPerPair;
    if (this.used > present) {
      const old = this.ints;
      this.setBuffer(Math.ceil(Math.max(this.used, present) * 1.5));
      this.ints.set(old);
    }
    return first;
  }

  private setBuffer(slots: number): void {
    this.ints = new Uint32Array(slots * intsPerPair);
    this.floats = new Float64Array(this.ints.buffer);
  }
}

/** Spreads consecutive tokens over all bits. */
function tokenHash(token: number): number {
  const hash = Math.imul(token + 1, 0x9e3779b1);
  return hash ^ (hash >>> 15);
}
