/**
 * Sets that are nearly the same, found without comparing all with all.
 *
 * @source the prefix filter of Chaudhuri, Ganti and Kaushik (ICDE 2006) and Bayardo, Ma and Srikant (WWW 2007): when the members of
 * all sets are ordered from rare to common, two sets of a Jaccard similarity of at least t share one of the first
 * |x| - ceil(t |x|) + 1 members of each, so that only sets that meet in these few rare members are compared.
 */
import { setsWithMember, toRarityKeys } from './by-rarity.js';
import { DisjointSets } from './disjoint-sets.js';

export interface NearDuplicates {
  /** A number a set; sets linked by a chain of near duplicates have the same one. */
  readonly cluster_N: Uint32Array;
  /** False when the work was cut off at its bound: then there may be more links. */
  readonly complete: boolean;
}

/** Jaccard similarity in tenths: whole numbers, so that no set at the threshold is lost to rounding. */
const thresholdTenths = 9;
/** Steps of looking at candidates: a few seconds, and far above what texts need that are not all of one mould. */
const mostSteps = 100_000_000;

/** Links sets of ascending distinct numbers with a Jaccard similarity of at least 0.9; empty sets are linked with none. */
export function linkNearDuplicates(sets: readonly Uint32Array[], steps = mostSteps): NearDuplicates {
  const ranked = toRarityKeys(sets);
  const bySize = Uint32Array.from(sets, (_, set) => set).sort((a, b) => sets[a].length - sets[b].length || a - b);
  const links = new DisjointSets(sets.length);
  const met = new Map<number, number[]>();
  let left = steps;
  for (const set of bySize) {
    const members = ranked[set];
    for (const member of prefixOf(members)) {
      const others = met.get(member) ?? [];
      met.set(member, others);
      for (const other of others) {
        left--;
        if (!mayBeNear(ranked[other], members) || links.find(other) === links.find(set)) continue;
        left -= members.length;
        if (isNear(ranked[other], members)) links.join(other, set);
      }
      if (left < 0) return { cluster_N: links.roots(), complete: false };
      others.push(set);
    }
  }
  return { cluster_N: links.roots(), complete: true };
}

/** Those of the first members that another set has too. */
function prefixOf(members: Float64Array): Float64Array {
  const needed = Math.ceil((members.length * thresholdTenths) / 10);
  return members.subarray(0, members.length - needed + 1).filter((key) => setsWithMember(key) > 1);
}

function mayBeNear(smaller: Float64Array, larger: Float64Array): boolean {
  return 10 * smaller.length >= thresholdTenths * larger.length;
}

/** J = o / (a + b - o) >= t for an overlap o, multiplied out. Gives up once too many members have no partner. */
function isNear(a: Float64Array, b: Float64Array): boolean {
  const needed = Math.ceil((thresholdTenths * (a.length + b.length)) / (10 + thresholdTenths));
  let [i, j, overlap] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    if (overlap + Math.min(a.length - i, b.length - j) < needed) return false;
    const difference = a[i] - b[j];
    if (difference === 0) overlap++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return overlap >= needed;
}
