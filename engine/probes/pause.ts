/** Lets long arithmetic rest, so that its thread can answer others and hear that it should stop. */
import { setImmediate } from 'node:timers/promises';
import { throwIfCancelled } from '../worker/worker-host.js';

/** Called now and then; rejects to stop the work. */
export type Pause = () => Promise<void>;

/** Throws CANCELLED once the signal is aborted. */
export function pauseFor(signal: AbortSignal): Pause {
  return async () => {
    await setImmediate();
    throwIfCancelled(signal);
  };
}

/** Runs to the end, with a pause wherever the work yields. */
export async function drive<T>(work: Generator<void, T>, pause: Pause): Promise<T> {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
    await pause();
  }
}
