/** Reads JSON that a client sent. */
import { ResearchError } from '../../domain/errors.js';

/** Throws BODY_NOT_JSON; `at` says which part of the request the text is. */
export function parseJson(text: string, at: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'unreadable';
    throw new ResearchError('BODY_NOT_JSON', `The ${at} is not JSON: ${reason}`, { at, cause: error });
  }
}
