/** A worker that asks its thread only in its turn, since others use the same device. */
import type { InTurn } from '../in-turn.js';
import { engineClosed } from './worker-host.js';
import type { WorkerHost } from './worker-host.js';

/** From its closing on nothing is asked; the thread ends in a turn of its own, since no other may use the device while it does. */
export function takesTurns<Q, A>(host: WorkerHost<Q, A>, inTurn: InTurn): WorkerHost<Q, A> {
  let closed = false;
  return {
    get crashes() {
      return host.crashes;
    },
    ask: (question, options) =>
      inTurn(async () => {
        if (closed) throw engineClosed();
        return host.ask(question, options);
      }),
    close() {
      closed = true;
      return inTurn(() => host.close());
    },
  };
}
