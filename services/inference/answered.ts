/** Answers of a batch in which some prompts may be bad. */
import { ResearchError } from '../../domain/errors.js';
import type { Answered } from '../services.js';

/** Those that are no errors. */
export function goodOnes<T>(answers: readonly Answered<T>[]): T[] {
  return answers.flatMap((answer) => (answer instanceof ResearchError ? [] : [answer]));
}

/** Goes on with each good one; the errors stay where they are. */
export function forGoodOnes<T, R>(
  answers: readonly Answered<T>[],
  work: (good: T) => Promise<R>,
): Promise<Answered<R>[]> {
  return Promise.all(answers.map(async (answer) => (answer instanceof ResearchError ? answer : work(answer))));
}

/** What the work returns, or the ResearchError that it throws. */
export function answerOf<T>(work: () => T): Answered<T> {
  try {
    return work();
  } catch (error) {
    if (error instanceof ResearchError) return error;
    throw error;
  }
}
