/**
 * Normally distributed random numbers that a seed repeats on one machine: by the hundred million, in a row. `NormalStream` of
 * the controls, of which any place can be drawn alone and whose numbers are the same on every machine, takes twice the time.
 */

/** Numbers of mean 0 and variance 1; streams of one seed do not depend on each other. */
export function createNormal(seed: number, stream: number): () => number {
  const uniform = createUniform(seed, stream);
  let spare: number | undefined;
  return () => {
    const kept = spare;
    spare = undefined;
    if (kept !== undefined) return kept;
    const pair = drawPair(uniform);
    spare = pair.second;
    return pair.first;
  };
}

/** @source G. Marsaglia & T. A. Bray 1964, "A convenient method for generating normal variables": the polar method */
function drawPair(uniform: () => number): { first: number; second: number } {
  for (;;) {
    const x = uniform();
    const y = uniform();
    const square = x * x + y * y;
    if (square >= 1 || square === 0) continue;
    const scale = Math.sqrt((-2 * Math.log(square)) / square);
    return { first: x * scale, second: y * scale };
  }
}

/**
 * Numbers from -1 up to, not including, 1, of 32 bits each.
 *
 * @source D. Blackman & S. Vigna 2021, "Scrambled linear pseudorandom number generators": xoshiro128**, period 2^128 - 1
 */
function createUniform(seed: number, stream: number): () => number {
  const mix = createMixer(seed, stream);
  let [a, b, c, d] = [mix(), mix(), mix(), mix() | 1];
  return () => {
    const scrambled = Math.imul(rotate(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return scrambled / 2 ** 31;
  };
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

/** @source the finaliser of MurmurHash3 (A. Appleby) over a counter, to spread seeds that lie near each other */
function createMixer(seed: number, stream: number): () => number {
  let counter = Math.imul(stream, 0x9e3779b9);
  const mix = (value: number): number => {
    let mixed = value;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  return () => mix(mix(seed | 0) ^ mix((counter = (counter + 0x6d2b79f5) | 0)));
}
