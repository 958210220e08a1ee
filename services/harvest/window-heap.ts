/**
 * The best few windows of every feature: one flat min-heap a feature, with a strict total order (key descending, then
 * window ascending), so that what is kept does not depend on the order of arrival.
 */
import type { ActivationArena } from './activation-arena.js';
import type { ArrayState } from '../corpus-pass/array-state.js';

/** A kept window. */
export interface KeptWindow {
  /** Index of the window in the corpus. */
  readonly window: number;
  /** Its strongest counted activation. */
  readonly strength: number;
  /** Position of that activation in the window; the earliest among equals. */
  readonly peak: number;
  /** Where the arena holds its activations. */
  readonly slot: number;
}

export class WindowHeap implements ArrayState {
  private readonly size_F: Uint32Array;
  private readonly key_FK: Uint32Array;
  private readonly window_FK: Uint32Array;
  private readonly strength_FK: Float32Array;
  private readonly peak_FK: Uint32Array;
  private readonly slot_FK: Uint32Array;

  constructor(
    features: number,
    private readonly kept: number,
    private readonly arena: ActivationArena,
  ) {
    this.size_F = new Uint32Array(features);
    this.key_FK = new Uint32Array(features * kept);
    this.window_FK = new Uint32Array(features * kept);
    this.strength_FK = new Float32Array(features * kept);
    this.peak_FK = new Uint32Array(features * kept);
    this.slot_FK = new Uint32Array(features * kept);
  }

  /** Whether `offer` would keep the window. */
  admits(feature: number, key: number, window: number): boolean {
    if (this.size_F[feature] < this.kept) return true;
    const root = feature * this.kept;
    const lowest = this.key_FK[root];
    return key > lowest || (key === lowest && window < this.window_FK[root]);
  }

  /** Keeps a window that it admits; returns the arena's slot that now must be filled with its activations. */
  offer(feature: number, key: number, found: Omit<KeptWindow, 'slot'>): number {
    const base = feature * this.kept;
    const size = this.size_F[feature];
    const full = size === this.kept;
    const slot = full ? this.slot_FK[base] : this.arena.allocate();
    const place = full ? this.sink(base, key, found.window) : this.rise(base, size, { key, window: found.window });
    if (!full) this.size_F[feature] = size + 1;
    this.key_FK[place] = key;
    this.window_FK[place] = found.window;
    this.strength_FK[place] = found.strength;
    this.peak_FK[place] = found.peak;
    this.slot_FK[place] = slot;
    return slot;
  }

  /** A feature's windows, strongest first, equal ones by window ascending. */
  strongestFirst(feature: number): KeptWindow[] {
    const base = feature * this.kept;
    return Array.from({ length: this.size_F[feature] }, (_, i) => this.entry(base + i)).sort(
      (a, b) => b.strength - a.strength || a.window - b.window,
    );
  }

  /** Takes over what another heap of the same shape kept. */
  mergeFrom(other: WindowHeap): void {
    for (let feature = 0; feature < this.size_F.length; feature++) {
      const base = feature * this.kept;
      for (let place = base; place < base + other.size_F[feature]; place++) {
        const [key, found] = [other.key_FK[place], other.entry(place)];
        if (!this.admits(feature, key, found.window)) continue;
        this.arena.copy(this.offer(feature, key, found), other.arena, found.slot);
      }
    }
  }

  arrays(): ArrayBufferView[] {
    return [this.size_F, this.key_FK, this.window_FK, this.strength_FK, this.peak_FK, this.slot_FK];
  }

  private entry(place: number): KeptWindow {
    return {
      window: this.window_FK[place],
      strength: this.strength_FK[place],
      peak: this.peak_FK[place],
      slot: this.slot_FK[place],
    };
  }

  /** Moves parents down from a new last place until one is worse than the entry; returns the place left free. */
  private rise(base: number, last: number, entry: { readonly key: number; readonly window: number }): number {
    let at = last;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBetter(base + parent, entry.key, entry.window)) break;
      this.move(base + parent, base + at);
      at = parent;
    }
    return base + at;
  }

  /** Drops the root and moves children up until both are better than the entry; returns the place left free. */
  private sink(base: number, key: number, window: number): number {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.kept) break;
      if (
        child + 1 < this.kept &&
        this.isBetter(base + child, this.key_FK[base + child + 1], this.window_FK[base + child + 1])
      )
        child++;
      if (this.isBetter(base + child, key, window)) break;
      this.move(base + child, base + at);
      at = child;
    }
    return base + at;
  }

  /** Whether the entry at the place comes before (key, window). */
  private isBetter(place: number, key: number, window: number): boolean {
    const own = this.key_FK[place];
    return own > key || (own === key && this.window_FK[place] < window);
  }

  private move(from: number, to: number): void {
    this.key_FK[to] = this.key_FK[from];
    this.window_FK[to] = this.window_FK[from];
    this.strength_FK[to] = this.strength_FK[from];
    this.peak_FK[to] = this.peak_FK[from];
    this.slot_FK[to] = this.slot_FK[from];
  }
}
