/** What is to be compared: the input, checked whole and looked up in the catalog. */
import { ResearchError } from '../../domain/errors.js';
import type { AliveRule, DictionaryVectors, SimilarityInput } from '../../domain/similarity.js';
import { getSide, type ComparedSide, type SideSource } from './compared-side.js';

export interface SimilarityPlan {
  readonly truth: ComparedSide;
  readonly query: ComparedSide;
}

/** Throws as `getSide`, and DICTIONARY_WIDTH_MISMATCH. */
export function planSimilarity(input: SimilarityInput, source: SideSource): SimilarityPlan {
  const { vectors, alive } = input;
  const truth = getSide(source, { name: input.truth, vectors, alive, at: 'truth' });
  const query = getSide(source, { name: input.query, vectors, alive, at: 'query' });
  checkSameWidth(truth, query);
  return { truth, query };
}

/** The input with its defaults filled in, as the job keeps it. */
export function completeSimilarityInput(input: SimilarityInput): SimilarityInput {
  const { truth, query, vectors, alive, randomVectors } = input;
  const covariance = randomVectors === 'COVARIANCE' ? { randomVectors } : {};
  return { truth, query, vectors, ...completeAliveRule(alive), ...covariance };
}

export function completeAliveRule(alive: AliveRule | undefined): { readonly alive?: AliveRule } {
  return alive ? { alive: { corpus: alive.corpus, minFrequency: alive.minFrequency } } : {};
}

/** Under which similarities, and pairs of matrices, are kept: the same for the same content under other names. */
export function subjectOf({ truth, query }: SimilarityPlan): readonly string[] {
  return [truth.content, query.content, truth.vectors];
}

/** @throws DICTIONARY_WIDTH_MISMATCH */
export function checkSameWidth(truth: ComparedSide, query: ComparedSide, at = 'query'): void {
  if (truth.width === query.width) return;
  const which = nounOf(truth.vectors);
  const message = `The ${which} vectors of "${truth.dictionary.name}" have width ${truth.width}, those of "${query.dictionary.name}" ${query.width}.`;
  throw new ResearchError('DICTIONARY_WIDTH_MISMATCH', message, { at });
}

function nounOf(vectors: DictionaryVectors): string {
  return vectors.toLowerCase();
}
