/** The refusals of a dictionary that is whole. */
import { ResearchError } from '../../../domain/errors.js';

/** It is of a kind that is not served; `what` continues the sentence `The dictionary "..." `. */
export function unsupported(path: string, what: string): ResearchError {
  return new ResearchError('UNSUPPORTED_DICTIONARY', `The dictionary "${path}" ${what}, which is not served yet.`, {
    at: path,
  });
}

/** It can be read in more than one way, and nothing decides; `why` continues the sentence `The dictionary "..." `. */
export function ambiguous(path: string, why: string, fix: string): ResearchError {
  return new ResearchError('UNSUPPORTED_DICTIONARY', `The dictionary "${path}" ${why}.`, { at: path, fix });
}
