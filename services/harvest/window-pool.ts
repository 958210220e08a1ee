/** The pool from which silent contexts are drawn: a uniform sample of all windows, chosen before any feature is looked at. */
import { takeTurns } from '../corpus-pass/take-turns.js';
import { windowHash } from './window-hash.js';

const mostPoolWindows = 2048;
const poolSeed = 0x5ae91;
/** Windows hashed between two pauses. */
const stride = 1 << 16;

/** Indices of the `most` windows with the smallest hashes, ascending. */
export async function drawWindowPool(windows: number, most = mostPoolWindows): Promise<Uint32Array> {
  if (windows <= most) return Uint32Array.from({ length: windows }, (_, window) => window);
  const pause = takeTurns();
  let drawn: Candidate[] = [];
  let bound = Infinity;
  for (let first = 0; first < windows; first += stride) {
    for (let window = first; window < Math.min(first + stride, windows); window++) {
      const hash = windowHash(window, poolSeed);
      if (hash < bound) drawn.push({ window, hash });
    }
    drawn = smallest(drawn, most);
    if (drawn.length === most) bound = drawn[most - 1].hash;
    await pause();
  }
  return Uint32Array.from(drawn, ({ window }) => window).sort();
}

/** The place of a window in an ascending pool, or -1. */
export function placeInPool(pool: Uint32Array, window: number): number {
  let [low, high] = [0, pool.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pool[middle] < window) low = middle + 1;
    else high = middle;
  }
  return pool[low] === window ? low : -1;
}

interface Candidate {
  readonly window: number;
  readonly hash: number;
}

/** No two windows have the same hash, so the order is strict. */
function smallest(candidates: Candidate[], most: number): Candidate[] {
  return candidates.sort((a, b) => a.hash - b.hash).slice(0, most);
}
