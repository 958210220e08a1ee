/** Which indices of a dictionary stand for a feature: all of them, unless it is a pruning. */
import { indexRangeOf, type DictionaryRecord, type Pruning } from './dictionary.js';
import { ResearchError } from './errors.js';
import { decodeIndexSet, isInIndexSet } from './index-set.js';

type Indexed = Pick<DictionaryRecord, 'size' | 'pruning'>;

/** Whether the dictionary has a feature of this index: a whole number of its range that no pruning removed. */
export function hasFeature(dictionary: Indexed, index: number): boolean {
  return isIndexOf(dictionary, index) && !isRemoved(dictionary, index);
}

/** Whether a pruning in the dictionary's chain removed the feature of this index. */
export function isRemoved(dictionary: Indexed, index: number): boolean {
  const { pruning } = dictionary;
  return pruning !== undefined && isIndexOf(dictionary, index) && isInIndexSet(pruning.goneIndices, index);
}

/** One byte an index: 1 where it stands for a feature. */
export function survivorMask(dictionary: Indexed): Uint8Array {
  const { pruning, size } = dictionary;
  if (pruning === undefined) return new Uint8Array(size).fill(1);
  return decodeIndexSet(pruning.goneIndices, pruning.indexRange).map((gone) => 1 - gone);
}

/** Indices of the features, ascending. */
export function survivingIndices(dictionary: Indexed): Uint32Array {
  return indicesWhere(survivorMask(dictionary), 1);
}

/** Indices of the features that the chain of prunings removed, ascending. */
export function removedIndices({ goneIndices, indexRange }: Pruning): Uint32Array {
  return indicesWhere(decodeIndexSet(goneIndices, indexRange), 1);
}

/** The refusal of an index for which `hasFeature` says no. */
export function featureNotFound(dictionary: DictionaryRecord, index: number, at = 'index'): ResearchError {
  const { name, pruning } = dictionary;
  if (pruning !== undefined && isRemoved(dictionary, index)) {
    const message = `"${name}" is a pruning, and feature ${index} was removed from it.`;
    return new ResearchError('FEATURE_NOT_FOUND', message, { at, fix: `Ask "${pruning.root}" for the feature.` });
  }
  const message = `"${name}" has no feature ${index}; its features are 0 to ${indexRangeOf(dictionary) - 1}.`;
  return new ResearchError('FEATURE_NOT_FOUND', message, { at });
}

function isIndexOf(dictionary: Indexed, index: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < indexRangeOf(dictionary);
}

function indicesWhere(mask_F: Uint8Array, value: 0 | 1): Uint32Array {
  const indices: number[] = [];
  for (let index = 0; index < mask_F.length; index++) if (mask_F[index] === value) indices.push(index);
  return Uint32Array.from(indices);
}
