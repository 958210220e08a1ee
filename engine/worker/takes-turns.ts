/** A worker that asks its thread only in its turn, since others use the same device. */
import type { InTurn } from '../in-turn.js';
import type { WorkerHost } from './worker-host.js';

/** Closing does not wait for a turn: whoever waits is told at once. */
export function takesTurns<Q, A>(host: WorkerHost<Q, A>, inTurn: InTurn): WorkerHost<Q, A> {
  return {
    get crashes() {
      return host.crashes;
    },
    ask: (question, options) => inTurn(() => host.ask(question, options)),
    close: () => host.close(),
  };
}
