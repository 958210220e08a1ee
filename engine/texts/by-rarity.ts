/** Members of sets in the order from rare to common, as keys that sort so. */
import { MemberCounts } from './member-counts.js';

/** A key is (number of sets with the member) x 2^32 + member: exact in a float64 for fewer than 2^21 sets. */
const memberRange = 2 ** 32;

/** The same sets as ascending keys; equal members have equal keys. */
export function toRarityKeys(sets: readonly Uint32Array[]): Float64Array[] {
  const counts = new MemberCounts(sets.reduce((sum, set) => sum + set.length, 0));
  for (const set of sets) for (let place = 0; place < set.length; place++) counts.add(set[place]);
  return sets.map((set) => {
    const keys = new Float64Array(set.length);
    // A loop, since Float64Array.from takes several times as long, and there are millions of members.
    for (let place = 0; place < set.length; place++) keys[place] = counts.get(set[place]) * memberRange + set[place];
    return keys.sort();
  });
}

/** In how many sets the member of a key is. */
export function setsWithMember(key: number): number {
  return Math.floor(key / memberRange);
}
