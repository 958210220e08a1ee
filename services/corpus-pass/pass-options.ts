/** Checks the numbers that bound a pass over a corpus. */
import type { ModelRecord } from '../../domain/model.js';
import { parseInteger } from '../argument-range.js';

const longestDefaultContext = 1024;

/** Tokens the model sees at once: what was given, otherwise what it can see, at most 1024. Throws ARGUMENT_INVALID. */
export function parseContextTokens(given: number | undefined, { contextLength }: ModelRecord): number {
  return parseInteger(given ?? Math.min(contextLength, longestDefaultContext), {
    // An inserted BOS and one token of the document.
    least: 2,
    most: contextLength,
    at: 'contextTokens',
  });
}

/** Absent where the whole corpus is read. Throws ARGUMENT_INVALID. */
export function parseMaxTokens(maxTokens: number | undefined): { readonly maxTokens?: number } {
  if (maxTokens === undefined) return {};
  return { maxTokens: parseInteger(maxTokens, { least: 1, most: Number.MAX_SAFE_INTEGER, at: 'maxTokens' }) };
}
