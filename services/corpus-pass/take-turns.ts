/** Long computations give the rest of the process its turn. */
import { setImmediate as nextTurn } from 'node:timers/promises';

const turnMs = 10;

/** A function to await between small steps: it lets waiting work run when the last pause is long enough ago. */
export function takeTurns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < turnMs) return;
    await nextTurn();
    since = performance.now();
  };
}
