/** Errors of what is shared name the argument that was given here. */
import { ResearchError } from '../../domain/errors.js';

/** What `read` returns; a ResearchError of it is thrown with the place of the argument. */
export function refusedAt<T>(at: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ResearchError)) throw error;
    throw new ResearchError(error.code, error.message, { at, fix: error.fix, cause: error });
  }
}
