/**
 * Firings and exact sums of activations of every (feature, token) pair that occurs. A dense table of features times
 * vocabulary would not fit, so every feature has a hash table of its own with open addressing, cut from one buffer and
 * doubled when it fills: a feature's firings, which come together, then stay within a few cache lines. When the buffer
 * is used up, all of it is spilled to a file, already in the order of features, and it starts anew.
 */
import type { GrowingArrayState } from './array-state.js';

/** 24 bytes a pair: token, firings (uint32 each), whole part and fraction of the sum (float64 each). */
export const pairBytes = 24;
const intsPerPair = pairBytes / 4;
const floatsPerPair = pairBytes / 8;
const smallestTable = 4;
const smallestBuffer = 1 << 12;

/** One pair's share: what `visit` is told. */
export type PairVisitor = (token: number, firings: number, whole: number, fraction: number) => void;

export class TokenPairs implements GrowingArrayState {
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

  /** @param limit slots of the buffer from which on `isFull` */
  constructor(
    readonly features: number,
    private readonly limit: number,
  ) {
    this.capacity_F = new Uint32Array(features);
    this.base_F = new Uint32Array(features);
    this.size_F = new Uint32Array(features);
    this.setBuffer(smallestBuffer);
  }

  get isFull(): boolean {
    return this.used >= this.limit;
  }

  /** Number of tokens that the feature fired on since the last `clear`. */
  size(feature: number): number {
    return this.size_F[feature];
  }

  /** Adds one firing, its activation as whole part and fraction (see exact-sum). */
  add(feature: number, token: number, whole: number, fraction: number): void {
    this.addFirings(this.slotOf(feature, token), 1, whole, fraction);
  }

  mergeFrom(other: TokenPairs): void {
    for (let feature = 0; feature < this.features; feature++)
      other.visit(feature, (token, firings, whole, fraction) =>
        this.addFirings(this.slotOf(feature, token), firings, whole, fraction),
      );
  }

  /** Tells all pairs of a feature, in no order. */
  visit(feature: number, visitor: PairVisitor): void {
    const first = this.base_F[feature];
    for (let slot = first; slot < first + this.capacity_F[feature]; slot++) {
      const firings = this.ints[slot * intsPerPair + 1];
      const sum = slot * floatsPerPair + 1;
      if (firings > 0) visitor(this.ints[slot * intsPerPair], firings, this.floats[sum], this.floats[sum + 1]);
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

  private addFirings(slot: number, firings: number, whole: number, fraction: number): void {
    const place = slot * floatsPerPair + 1;
    const sum = this.floats[place + 1] + fraction;
    const carry = sum >= 1 ? 1 : 0;
    this.floats[place + 1] = sum - carry;
    this.floats[place] += whole + carry;
    this.ints[slot * intsPerPair + 1] += firings;
  }

  /** Where the pair is, entered with nothing counted when it is new. */
  private slotOf(feature: number, token: number): number {
    const capacity = this.capacity_F[feature];
    // Linear probing becomes slow above three quarters.
    if (this.size_F[feature] * 4 >= capacity * 3) {
      this.growTable(feature);
      return this.slotOf(feature, token);
    }
    const first = this.base_F[feature];
    for (let probe = tokenHash(token); ; probe++) {
      const slot = first + (probe & (capacity - 1));
      if (this.ints[slot * intsPerPair + 1] === 0) return this.enter(feature, slot, token);
      if (this.ints[slot * intsPerPair] === token) return slot;
    }
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
      let probe = tokenHash(this.ints[pair]);
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
