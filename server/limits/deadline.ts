/** When a request stops being wanted: its client has gone, or its time is up. */
import type { ServerResponse } from 'node:http';
import { ResearchError } from '../../domain/errors.js';

export interface Deadline {
  /** Aborted with a ResearchError as its reason. */
  readonly signal: AbortSignal;
  /** Rejects with the signal's reason, never resolves. */
  readonly passed: Promise<never>;
  /** Must be called when the request has been answered. */
  clear(): void;
}

/** Starts the clock; `deadlineMs` of Infinity waits for the client alone. */
export function startDeadline(response: ServerResponse, deadlineMs: number): Deadline {
  const controller = new AbortController();
  let refuse: (reason: ResearchError) => void = () => undefined;
  const passed = new Promise<never>((_, reject) => (refuse = reject));
  // Whoever waits for it hears of it; when nobody does, it must not end the process.
  passed.catch(() => undefined);
  const end = (reason: ResearchError): void => {
    controller.abort(reason);
    refuse(reason);
  };
  const expire = (): void =>
    end(new ResearchError('DEADLINE_EXCEEDED', `The request took longer than ${deadlineMs} ms.`));
  const timer = deadlineMs === Infinity ? undefined : setTimeout(expire, deadlineMs);
  const leave = (): void => {
    if (!response.writableFinished) end(new ResearchError('CANCELLED', 'The client has gone.'));
  };
  response.once('close', leave);
  const clear = (): void => {
    clearTimeout(timer);
    response.off('close', leave);
  };
  return { signal: controller.signal, passed, clear };
}
