/** Seeds, as users give them. */
import { parseInteger } from '../argument-range.js';

/** A whole number of 32 bits, as GraphQL's Int. Throws ARGUMENT_INVALID. */
export function parseSeed(seed: number): number {
  return parseInteger(seed, { least: -(2 ** 31), most: 2 ** 31 - 1, at: 'seed' });
}
