/**
 * Memory for the activations of kept windows: equal slots handed out one by one from slabs, so that it grows with what
 * is kept and not with features times contexts.
 */
import type { GrowingArrayState } from '../corpus-pass/array-state.js';
import { fromShortFloat, toShortFloat } from './short-float.js';

const slabBytes = 1 << 20;

export class ActivationArena implements GrowingArrayState {
  private readonly slabs: Uint16Array[] = [];
  private readonly slotsPerSlab: number;
  private used = 0;

  /** @param windowTokens positions of a slot */
  constructor(private readonly windowTokens: number) {
    this.slotsPerSlab = Math.max(1, Math.floor(slabBytes / (2 * windowTokens)));
  }

  /** A slot that nobody has, its content undefined. */
  allocate(): number {
    if (this.used === this.slabs.length * this.slotsPerSlab) this.addSlab();
    return this.used++;
  }

  /** Fills a slot with the firings of one window, 0 between them. */
  write(slot: number, firings: WindowFirings): void {
    const slab = this.slabs[Math.floor(slot / this.slotsPerSlab)];
    const base = (slot % this.slotsPerSlab) * this.windowTokens;
    slab.fill(0, base, base + this.windowTokens);
    const { row_N, bits_N, firstRow } = firings;
    for (let n = firings.from; n < firings.to; n++) slab[base + row_N[n] - firstRow] = toShortFloat(bits_N[n]);
  }

  /** Copies a slot of another arena of the same window length. */
  copy(slot: number, from: ActivationArena, fromSlot: number): void {
    this.view(slot).set(from.view(fromSlot));
  }

  /** The first `positions` activations of a slot. */
  read(slot: number, positions: number): Float32Array {
    const stored = this.view(slot);
    const activations = new Float32Array(positions);
    for (let i = 0; i < positions; i++) activations[i] = fromShortFloat(stored[i]);
    return activations;
  }

  get shape(): readonly number[] {
    return [this.used];
  }

  reshape([used]: readonly number[]): void {
    while (this.slabs.length * this.slotsPerSlab < used) this.addSlab();
    this.used = used;
  }

  arrays(): ArrayBufferView[] {
    return this.slabs;
  }

  private addSlab(): void {
    this.slabs.push(new Uint16Array(this.slotsPerSlab * this.windowTokens));
  }

  private view(slot: number): Uint16Array {
    const base = (slot % this.slotsPerSlab) * this.windowTokens;
    return this.slabs[Math.floor(slot / this.slotsPerSlab)].subarray(base, base + this.windowTokens);
  }
}

/** Firings [from, to) of one feature in one window, positions ascending. */
export interface WindowFirings {
  readonly row_N: Int32Array;
  /** Bits of the float32 activations; positive floats order as these integers do. */
  readonly bits_N: Int32Array;
  readonly from: number;
  readonly to: number;
  /** Row of the window's first position. */
  readonly firstRow: number;
}
