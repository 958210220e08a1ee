/** What a job throws that cannot go on in this process, and loses nothing by waiting for another. */
import type { ResearchError } from '../../domain/errors.js';

/** The job is queued again with all it left, and says the reason as its error. */
export class JobWaits extends Error {
  constructor(readonly reason: ResearchError) {
    super(reason.message, { cause: reason });
  }
}
