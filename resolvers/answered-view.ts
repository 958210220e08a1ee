/** Lists in which an entry may be an error: graphql-js answers null there, and the error with the entry's index. */
import type { ResearchError } from '../domain/errors.js';
import type { Answered } from '../services/services.js';

export type AnsweredView<V> = V | ResearchError;

export function viewGoodOnes<T extends object, V>(
  answers: readonly Answered<T>[],
  view: (answer: T) => V,
): AnsweredView<V>[] {
  return answers.map((answer) => (answer instanceof Error ? answer : view(answer)));
}
