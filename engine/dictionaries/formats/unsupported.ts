/** The refusal of a dictionary that is whole, but of a kind that is not served. */
import { ResearchError } from '../../../domain/errors.js';

/** `what` continues the sentence `The dictionary "..." `. */
export function unsupported(path: string, what: string): ResearchError {
  return new ResearchError('UNSUPPORTED_DICTIONARY', `The dictionary "${path}" ${what}, which is not served yet.`, {
    at: path,
  });
}
