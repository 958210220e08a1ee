/** Reads option values that are not text; what cannot be read is wrong usage. */
import { InvalidArgumentError } from 'commander';
import type { AliveRule } from '../domain/similarity.js';

/** A whole number of at least 0. */
export function parseWholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A whole number is needed.');
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError('The number is too large.');
  return value;
}

/** A corpus, with the frequency that features must pass behind a colon: `stories` or `stories:0.001`. */
export function parseAliveRule(text: string): AliveRule {
  const colon = text.lastIndexOf(':');
  if (colon < 0) return { corpus: text, minFrequency: 0 };
  const minFrequency = Number(text.slice(colon + 1) || NaN);
  if (!(minFrequency >= 0)) throw new InvalidArgumentError('CORPUS or CORPUS:FREQUENCY is needed.');
  return { corpus: text.slice(0, colon), minFrequency };
}

/** A TCP port; 0 lets the system choose one. */
export function parsePort(text: string): number {
  const port = parseWholeNumber(text);
  if (port > 65535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

/** Returns a parser that takes one of the choices in any case, with - for _, and gives the choice as written in the list. */
export function parseChoice<T extends string>(choices: readonly T[]): (text: string) => T {
  return (text) => {
    const wanted = text.toUpperCase().replaceAll('-', '_');
    const found = choices.find((choice) => choice === wanted);
    if (found === undefined) throw new InvalidArgumentError(`Use one of ${choices.map(toOptionValue).join(', ')}.`);
    return found;
  };
}

/** How a choice is written on the command line: KEEP_EMBEDDINGS as keep-embeddings. */
export function toOptionValue(choice: string): string {
  return choice.toLowerCase().replaceAll('_', '-');
}

/** A number as people and JSON write it. */
export function parseNumber(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value)) throw new InvalidArgumentError('A number is needed.');
  return value;
}

/** Returns a parser of what `parse` reads, several of them with commas between. */
export function parseListOf<T>(parse: (text: string) => T): (text: string) => T[] {
  return (text) => text.split(',').map((item) => parse(item.trim()));
}
