/** Rows of a part by the strength of a feature's firing: how many of each class have each activation. */
import type { PartRows, SortedFirings } from './part-rows.js';

/** G counts the distinct activations, ascending; the first is 0 when the feature is silent on some rows. */
export interface TieGroups {
  readonly activation_G: readonly number[];
  readonly positives_G: readonly number[];
  readonly negatives_G: readonly number[];
}

export function toTieGroups({ length, place_K, value_K }: SortedFirings, part: PartRows): TieGroups {
  const groups = { activation_G: [] as number[], positives_G: [] as number[], negatives_G: [] as number[] };
  const add = (activation: number, positives: number, rows: number): void => {
    groups.activation_G.push(activation);
    groups.positives_G.push(positives);
    groups.negatives_G.push(rows - positives);
  };
  if (length < part.count) add(0, part.positives - positivesOf(part, place_K, [0, length]), part.count - length);
  let to = 0;
  for (let from = 0; from < length; from = to) {
    while (to < length && value_K[to] === value_K[from]) to++;
    add(value_K[from], positivesOf(part, place_K, [from, to]), to - from);
  }
  return groups;
}

function positivesOf({ isPositive_N }: PartRows, place_K: Uint32Array, [from, to]: readonly [number, number]): number {
  let positives = 0;
  for (let k = from; k < to; k++) positives += isPositive_N[place_K[k]];
  return positives;
}
