/** Edits whose positions are still as users give them: counted in each prompt for itself, negative ones from its end. */
import { createHash } from 'node:crypto';
import { ResearchError } from '../../domain/errors.js';
import type { ActivationEdit, DictionaryFiles, WatchedFeatures } from '../../engine/engine.js';
import { resolvePositions } from '../inference/positions.js';

/** The edits that one intervention comes to. */
export interface GivenEdits {
  /** At all positions. */
  readonly edits: readonly ActivationEdit[];
  /** Where they act; everywhere when it is left out. */
  readonly positions?: readonly number[];
  /** The argument, such as `interventions[2]`. */
  readonly at: string;
}

/** What is wrong with the positions for a prompt of so many tokens: POSITION_OUTSIDE_PROMPT. */
export function findMisplaced(given: readonly GivenEdits[], length: number): ResearchError | undefined {
  for (const { positions, at } of given) {
    const resolved = resolvePositions(positions, length, `${at}.positions`);
    if (resolved instanceof ResearchError) return resolved;
  }
  return undefined;
}

/** The edits for sequences of these lengths, whose positions must have been checked; a position listed twice counts once. */
export function toActivationEdits(given: readonly GivenEdits[], lengths: readonly number[]): ActivationEdit[] {
  return given.flatMap(({ edits, positions: wanted }) => {
    if (wanted === undefined) return edits;
    const positions = lengths.map((length) => distinctPositions(wanted, length));
    return edits.map((edit) => (edit.kind === 'reconstruction' ? edit : { ...edit, positions }));
  });
}

function distinctPositions(wanted: readonly number[], length: number): number[] {
  const resolved = resolvePositions(wanted, length);
  if (resolved instanceof ResearchError) throw new Error('the positions were not checked');
  return [...new Set(resolved)];
}

/** The same text for edits and watched features that do the same: questions of one text can share a run. */
export function nameOfRun(given: readonly GivenEdits[], watch: readonly WatchedFeatures[]): string {
  const named = JSON.stringify([given.map(({ edits, positions }) => [edits, positions]), watch], nameLargeValues);
  return createHash('sha256').update(named).digest('base64');
}

function nameLargeValues(key: string, value: unknown): unknown {
  if (value instanceof Float32Array)
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  if (key !== 'dictionary') return value;
  const { dictionary } = value as DictionaryFiles;
  return [dictionary.name, dictionary.digest];
}

/** Dictionaries that the edits encode with. */
export function dictionariesOf(given: readonly GivenEdits[], watch: readonly WatchedFeatures[]): Set<string> {
  const edited = given.flatMap(({ edits }) => edits.flatMap((edit) => ('dictionary' in edit ? edit.dictionary : [])));
  const watched = watch.map(({ dictionary }) => dictionary);
  return new Set([...edited, ...watched].map(({ dictionary }) => dictionary.name));
}
