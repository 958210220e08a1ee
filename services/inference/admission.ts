/** Who may ask the engine now: work that is too much is refused before it begins, and so is one waiting too many. */
import { ResearchError } from '../../domain/errors.js';
import type { Limits } from '../services.js';

export interface Admission {
  /**
   * Runs the work when the request may wait for the engine. Throws ENGINE_COST_TOO_HIGH and BUSY, each with both numbers.
   *
   * @param cost tokens times layers times dictionaries
   */
  admit<T>(cost: number, work: () => Promise<T>): Promise<T>;
}

export function createAdmission(limits: Pick<Limits, 'maxEngineCost' | 'maxWaiting'>): Admission {
  let inside = 0;
  return {
    async admit(cost, work) {
      if (cost > limits.maxEngineCost)
        throw new ResearchError('ENGINE_COST_TOO_HIGH', `The work costs ${cost}; ${limits.maxEngineCost} is allowed.`);
      if (inside >= limits.maxWaiting)
        throw new ResearchError('BUSY', `${inside} requests wait for the engine; this would be number ${inside + 1}.`);
      inside++;
      try {
        return await work();
      } finally {
        inside--;
      }
    },
  };
}

/** A forward pass counts as one dictionary. */
export function engineCost(sequences: readonly Int32Array[], layers: number, dictionaries: number): number {
  return sequences.reduce((tokens, { length }) => tokens + length, 0) * layers * (1 + dictionaries);
}
