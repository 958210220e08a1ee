/** Single values of a data set, checked. */
import { ResearchError } from '../../domain/errors.js';

/** Throws DATASET_ROW_INVALID for what is no text, is blank, or holds half of a surrogate pair. The text is kept as it is. */
export function parseText(value: unknown, at: string): string {
  if (typeof value !== 'string') throw invalid(`Its text is ${show(value)}.`, at);
  if (value.trim() === '') throw invalid('It has no text.', at);
  return wellFormed(value, 'text', at);
}

/** Strings without the spaces around them; true, false and numbers as they are written. Throws DATASET_ROW_INVALID. */
export function parseLabel(value: unknown, at: string): string {
  const label = toCategory(value, 'label', at);
  if (label === '' || label.toLowerCase() === 'nan') throw invalid(`Its label is ${show(value)}.`, at);
  return label;
}

/** As a label; an empty one is a split without a name, which is refused. */
export function parseSplit(value: unknown, at: string): string {
  const split = toCategory(value, 'split', at);
  if (split === '') throw invalid('It belongs to no split.', at);
  return split;
}

/** As a label; empty, and null of JSON, are a value of their own: the empty one. */
export function parseGroup(value: unknown, column: string, at: string): string {
  return toCategory(value === null ? '' : value, `value of "${column}"`, at);
}

function toCategory(value: unknown, part: string, at: string): string {
  if (typeof value === 'string') return wellFormed(value.trim(), part, at);
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return String(value);
  throw invalid(`Its ${part} is ${show(value)}.`, at);
}

/** JSON can spell half of a surrogate pair, which no UTF-8 text can hold. */
function wellFormed(text: string, part: string, at: string): string {
  if (/\p{Surrogate}/u.test(text)) throw invalid(`Its ${part} holds half of a surrogate pair.`, at);
  return text;
}

function show(value: unknown): string {
  if (value === undefined) return 'missing';
  return value === '' ? 'empty' : JSON.stringify(value).slice(0, 60);
}

function invalid(what: string, at: string): ResearchError {
  return new ResearchError('DATASET_ROW_INVALID', `The row at ${at} cannot be used. ${what}`, { at });
}
