/** Finds out how many features a token keeps. */
import { ResearchError } from '../../../domain/errors.js';
import type { TensorFile } from '../tensors/tensor-file.js';

export interface KSources {
  readonly tensorFile: TensorFile;
  /** F. */
  readonly size: number;
  /** What file and configuration say, of any type; undefined or null where they do not. */
  readonly stated: readonly unknown[];
  /** What the user says. */
  readonly known: number | undefined;
}

/**
 * k as the files state it, otherwise as the user does. Throws DICTIONARY_FILE_INVALID where the files contradict each other or
 * state no number from 1 to F, ARGUMENT_INVALID where nobody says it or the user's is none.
 */
export function resolveK({ tensorFile: { file }, size, stated, known }: KSources): number {
  const values = new Set(stated.filter((value) => value !== undefined && value !== null));
  if (values.size > 1) throw file.invalid(`and its configuration state different k: ${[...values].join(', ')}`);
  const [found] = values.size === 1 ? values : [known];
  if (isK(found, size)) return found;
  if (values.size === 1) throw file.invalid(`states a k of ${String(found)} for ${size} features`);
  throw new ResearchError(
    'ARGUMENT_INVALID',
    known === undefined
      ? `The dictionary "${file.path}" keeps its k strongest features, and does not say its k.`
      : `A dictionary of ${size} features cannot keep ${known}.`,
    { at: 'k', fix: `Give k, a whole number from 1 to ${size} (on the command line: --k).` },
  );
}

function isK(value: unknown, size: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= size;
}
