/** The removals that a sweep compares: above a frequency, and at random as many. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { drawWithoutReplacement } from '../../domain/seeded-random.js';
import { survivingIndices } from '../../domain/surviving-features.js';
import { prunedDictionary } from '../prunings/pruned-dictionary.js';
import { outsideOf } from '../prunings/removed-features.js';

export interface SweptDictionary {
  readonly dictionary: DictionaryRecord;
  /** The dictionary at the beginning of its chain of prunings. */
  readonly root: DictionaryRecord;
  /** One entry an index. */
  readonly frequency_F: Float64Array;
}

/** Prunings that nobody has registered: they are measured and forgotten. */
export interface SweepPoint {
  readonly maxFrequency: number;
  readonly pruned: DictionaryRecord;
  /** One a draw. */
  readonly random: readonly DictionaryRecord[];
}

/** @param randomDraws drawn with seeds of their own, so that a sweep that is repeated draws the same */
export function sweepPoint(swept: SweptDictionary, maxFrequency: number, randomDraws: number): SweepPoint {
  const removed = outsideOf({ maxFrequency }, swept.dictionary, swept.frequency_F);
  const all = Array.from(survivingIndices(swept.dictionary));
  return {
    maxFrequency,
    pruned: without(swept, removed),
    random: Array.from({ length: randomDraws }, (_, draw) =>
      without(swept, drawWithoutReplacement(all, removed.length, seedOf(removed.length, draw))),
    ),
  };
}

function without({ dictionary, root }: SweptDictionary, removed: readonly number[]): DictionaryRecord {
  return prunedDictionary({ name: dictionary.name, root, of: dictionary, removed });
}

/** Draws of one point differ, and so do those of points that remove unlike numbers. */
function seedOf(removed: number, draw: number): number {
  return removed * 1009 + draw;
}
