/** What work costs the engine, and the sum of it over one request. */
import type { EngineBill } from '../services.js';

/** Tokens times layers times dictionaries; a forward pass counts as one dictionary. */
export function engineCost(sequences: readonly Int32Array[], layers: number, dictionaries: number): number {
  return sequences.reduce((tokens, { length }) => tokens + length, 0) * layers * (1 + dictionaries);
}

export function createEngineBill(): EngineBill {
  let sum = 0;
  return {
    get cost() {
      return sum;
    },
    add: (cost) => void (sum += cost),
  };
}
