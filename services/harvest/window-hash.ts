/** Hashes that draw uniform samples: whatever has the smallest hashes is the sample, in whichever order it comes. */

/** The finalizer of MurmurHash3 (Appleby, public domain): a bijection of 32-bit integers in which every bit counts. */
export function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** What a feature's own order of windows is drawn with. */
export function featureSeed(feature: number): number {
  return mix(Math.imul(feature + 1, 0x9e3779b1));
}

/** Position of a window in the order drawn with the seed; no two windows have the same. */
export function windowHash(window: number, seed: number): number {
  return mix(Math.imul(window, 0x9e3779b1) ^ seed);
}
