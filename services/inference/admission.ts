/** Who may ask the engine now: work that is too much is refused before it begins, and so is one waiting too many. */
import { ResearchError } from '../../domain/errors.js';
import type { Asker, Limits } from '../services.js';
import { createEngineBill } from './engine-cost.js';

export interface AdmittedWork extends Pick<Asker, 'bill'> {
  /** Tokens times layers times dictionaries. */
  readonly cost: number;
}

export interface Admission {
  /**
   * Puts the work on the asker's bill, and runs it when the request may wait for the engine. Throws ENGINE_COST_TOO_HIGH and
   * BUSY, each with both numbers.
   */
  admit<T>(admitted: AdmittedWork, work: () => Promise<T>): Promise<T>;
}

export function createAdmission(limits: Pick<Limits, 'maxEngineCost' | 'maxWaiting'>): Admission {
  let inside = 0;
  return {
    async admit({ cost, bill = createEngineBill() }, work) {
      bill.add(cost);
      if (bill.cost > limits.maxEngineCost) throw costTooHigh(bill.cost, limits.maxEngineCost);
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

function costTooHigh(cost: number, most: number): ResearchError {
  return new ResearchError('ENGINE_COST_TOO_HIGH', `The work costs ${cost}; ${most} is allowed.`);
}
