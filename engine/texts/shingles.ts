/** Texts as sets of shingles: the runs of three words in them, each as a hash. */

const wordsOfShingle = 3;

/**
 * Ascending distinct 32-bit hashes of the runs of three words; a shorter text is one run, and one without words has none. Two different runs share a hash once
 * in four thousand million, which moves a similarity by less than any threshold is sharp.
 */
export function shinglesOf(words_T: Uint32Array): Uint32Array {
  if (words_T.length === 0) return new Uint32Array();
  const runs = Math.max(1, words_T.length - wordsOfShingle + 1);
  const hashes = new Uint32Array(runs);
  for (let start = 0; start < runs; start++) hashes[start] = hashOf(words_T, start);
  return distinct(hashes.sort());
}

function hashOf(words_T: Uint32Array, start: number): number {
  const end = Math.min(start + wordsOfShingle, words_T.length);
  let hash = 0x811c9dc5;
  for (let place = start; place < end; place++) hash = mix(hash ^ words_T[place]);
  return hash;
}

/** @source the finaliser of MurmurHash3 (Austin Appleby), after a step by the golden ratio so that 0 is moved too */
function mix(value: number): number {
  let mixed = (value + 0x9e3779b9) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function distinct(ascending: Uint32Array): Uint32Array {
  return ascending.filter((value, place) => place === 0 || value !== ascending[place - 1]);
}
