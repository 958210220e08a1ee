/** Whether two dictionaries are the same thing, whatever they are called. */
import type { DictionaryRecord } from '../../domain/dictionary.js';

/** The same weights at the same place of the same model; what is told of where they come from may differ. */
export function isSameDictionary(existing: DictionaryRecord, wanted: DictionaryRecord): boolean {
  return existing.digest === wanted.digest && hasPlaceOf(existing, wanted);
}

/** Whether it reads and writes where the other does. */
export function hasPlaceOf(existing: DictionaryRecord, other: DictionaryRecord): boolean {
  return (
    existing.model === other.model &&
    existing.hookPoint === other.hookPoint &&
    existing.outputHookPoint === other.outputHookPoint
  );
}
