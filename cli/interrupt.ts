/** Turns SIGINT and SIGTERM into an abort signal, so that a running job can stop at a safe place. */

/** Thrown by a command that a signal stopped before it was done. */
export class Interrupted extends Error {
  /** @param advice what to do to go on, for the person at the terminal */
  constructor(
    readonly signal: NodeJS.Signals,
    readonly advice: string,
  ) {
    super(`Stopped by ${signal}. ${advice}`);
    this.name = 'Interrupted';
  }
}

export interface Interruption {
  readonly signal: AbortSignal;
  /** The process signal that came, if any. */
  readonly received: () => NodeJS.Signals | undefined;
  /** Gives the signals their usual meaning back. */
  readonly stopListening: () => void;
}

const listenedTo: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM'];

/** Listens until `stopListening`; a second signal ends the process at once, for people who do not want to wait. */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let received: NodeJS.Signals | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (received !== undefined) process.exit(signal === 'SIGINT' ? 130 : 143);
    received = signal;
    controller.abort();
  };
  for (const name of listenedTo) process.on(name, onSignal);
  return {
    signal: controller.signal,
    received: () => received,
    stopListening: () => {
      for (const name of listenedTo) process.off(name, onSignal);
    },
  };
}
