/** A stream of standard normal numbers that a seed and a name determine, and of which any place can be drawn alone. */
import { createHash } from 'node:crypto';
import { normalQuantile } from './normal-quantile.js';
import { philoxInto } from './philox.js';

/** What draws the numbers, as provenance tells it; changes when the same seed would give other numbers. */
export const normalGenerator = 'philox4x32-10, normal quantile AS 241, version 1';

export interface NormalStream {
  /** Fills `into` with the numbers at first, first + step, first + 2 step, ... */
  drawInto(into: Float64Array, first: number, step?: number): void;
}

/**
 * Key and half of the counter are the first 16 bytes of the SHA-256 of seed and name, little-endian; the other half of the
 * counter counts pairs of numbers. Each number takes 52 bits: p = (bits + 1/2) / 2^52, and its quantile.
 */
export function createNormalStream(seed: number, name: string): NormalStream {
  const digest = createHash('sha256').update(`saeql control 1\n${seed}\n${name}`).digest();
  const key = Uint32Array.of(digest.readUInt32LE(0), digest.readUInt32LE(4));
  const counter = Uint32Array.of(0, 0, digest.readUInt32LE(8), digest.readUInt32LE(12));
  const words = new Uint32Array(4);
  let drawnPair = -1;

  function drawPair(pair: number): void {
    if (pair === drawnPair) return;
    counter[0] = pair >>> 0;
    counter[1] = Math.floor(pair / 2 ** 32);
    philoxInto(words, counter, key);
    drawnPair = pair;
  }

  return {
    drawInto(into, first, step = 1) {
      for (let n = 0, place = first; n < into.length; n++, place += step) {
        const pair = Math.floor(place / 2);
        drawPair(pair);
        const half = 2 * (place - 2 * pair);
        into[n] = normalQuantile(((words[half] >>> 6) * 2 ** 26 + (words[half + 1] >>> 6) + 0.5) / 2 ** 52);
      }
    },
  };
}
