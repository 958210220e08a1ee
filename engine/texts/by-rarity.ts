/** Members of sets in the order from rare to common, as keys that sort so. */

/** A key is (number of sets with the member) x 2^32 + member: exact in a float64 for fewer than 2^21 sets. */
const memberRange = 2 ** 32;

/** The same sets as ascending keys; equal members have equal keys. */
export function toRarityKeys(sets: readonly Uint32Array[]): Float64Array[] {
  const { members, counts } = countMembers(sets);
  return sets.map((set) =>
    Float64Array.from(set, (member) => counts[placeOf(member, members)] * memberRange + member).sort(),
  );
}

/** In how many sets the member of a key is. */
export function setsWithMember(key: number): number {
  return Math.floor(key / memberRange);
}

/** Ascending distinct members, each with the number of sets that it is in. By sorting: a Map of millions takes far longer. */
function countMembers(sets: readonly Uint32Array[]) {
  const all = new Uint32Array(sets.reduce((sum, set) => sum + set.length, 0));
  let filled = 0;
  for (const set of sets) {
    all.set(set, filled);
    filled += set.length;
  }
  all.sort();
  const members = all.filter((member, place) => place === 0 || member !== all[place - 1]);
  const counts = new Uint32Array(members.length);
  for (let place = 0, at = -1; place < all.length; place++) {
    if (place === 0 || all[place] !== all[place - 1]) at++;
    counts[at]++;
  }
  return { members, counts };
}

/** Place of a member that is there, by halving. */
function placeOf(member: number, ascending: Uint32Array): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < member) low = middle + 1;
    else high = middle;
  }
  return low;
}
