/** What a matrix of similarities is made of: the input, checked whole and looked up in the catalog. */
import { createHash } from 'node:crypto';
import { ResearchError } from '../../domain/errors.js';
import type { SimilarityMatrixInput } from '../../domain/similarity.js';
import { getSide, type ComparedSide, type SideSource } from './compared-side.js';
import { checkSameWidth, completeAliveRule } from './similarity-plan.js';

const mostDictionaries = 64;

/** Throws as `getSide`, DICTIONARY_WIDTH_MISMATCH, and ARGUMENT_INVALID for too few or too many. */
export function planMatrix(input: SimilarityMatrixInput, source: SideSource): readonly ComparedSide[] {
  const count = input.dictionaries.length;
  if (count < 1 || count > mostDictionaries) {
    const message = `${count} dictionaries were named; 1 to ${mostDictionaries} are allowed.`;
    throw new ResearchError('ARGUMENT_INVALID', message, { at: 'dictionaries' });
  }
  const { dictionaries, vectors, alive } = input;
  const placeOf = (place: number): string => `dictionaries[${place}]`;
  const sides = dictionaries.map((name, place) => getSide(source, { name, vectors, alive, at: placeOf(place) }));
  for (const [place, side] of sides.entries()) checkSameWidth(sides[0], side, placeOf(place));
  return sides;
}

/** The input with its defaults filled in, as the job keeps it. */
export function completeMatrixInput({ dictionaries, vectors, alive }: SimilarityMatrixInput): SimilarityMatrixInput {
  return { dictionaries, vectors, ...completeAliveRule(alive) };
}

/** A digest, because a key of the store has no room for many contents. */
export function matrixSubject(sides: readonly ComparedSide[]): readonly string[] {
  const text = JSON.stringify([sides[0].vectors, ...sides.map(({ content }) => content)]);
  return [createHash('sha256').update(text).digest('hex')];
}
