/** Runs a pruning sweep in this process and prints its curve. */
import type { PruningSweepInput } from '../domain/job.js';
import { pruningSweepDocument } from './pruning-sweep-document.js';
import { pruningSweepLines } from './pruning-sweep-lines.js';
import type { Session } from './run-command.js';
import { runJob } from './run-job.js';

/** Throws what made the job fail, and Interrupted when a signal stopped it. */
export async function runPruningSweep(session: Session, input: PruningSweepInput): Promise<void> {
  const { pruningSweeps } = session.services;
  const { results } = await runJob(session, { noun: 'pruning sweep', start: () => pruningSweeps.start(input) });
  const sweep = pruningSweeps.findById(results[0].key);
  // A job that succeeded has stored it, and nobody removes what a running command asked for.
  if (!sweep) throw new Error('the sweep was removed while it was read');
  session.output.answer(pruningSweepDocument(sweep), pruningSweepLines(sweep));
}
