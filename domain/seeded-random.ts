/** Random numbers that a seed repeats, for choices that must be the same wherever they are made. */

/**
 * Numbers from 0 up to, not including, 1, from a 32-bit state.
 *
 * @source mulberry32 (Tommy Ettinger's 32-bit generator): a counter stepped by 0x6d2b79f5 and mixed by two multiplications
 */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `most` of the items (all of them when there are fewer), each equally likely, in a random order that the seed repeats. */
export function drawWithoutReplacement<T>(items: readonly T[], most: number, seed: number): T[] {
  const random = createRandom(seed);
  const drawn = [...items];
  const count = Math.min(most, drawn.length);
  // The first `count` steps of a Fisher-Yates shuffle.
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random() * (drawn.length - i));
    [drawn[i], drawn[j]] = [drawn[j], drawn[i]];
  }
  return drawn.slice(0, count);
}
