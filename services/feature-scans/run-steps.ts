/** Runs work that goes in steps, while others have their turn. */
import { takeTurns } from '../corpus-pass/take-turns.js';
import { throwIfCancelled } from '../corpus-pass/cancelled.js';

export interface StepOptions {
  readonly signal: AbortSignal;
  /** @param share from 0 to 1 */
  readonly onProgress: (share: number) => void;
}

/** Throws CANCELLED when the signal is aborted. */
export async function runSteps<T>(steps: Generator<number, T>, { signal, onProgress }: StepOptions): Promise<T> {
  const turn = takeTurns();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onProgress(step.value);
    await turn();
    throwIfCancelled(signal);
  }
}
