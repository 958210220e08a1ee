/** Ends work whose signal is aborted. */
import { ResearchError } from '../../domain/errors.js';

/** Throws the signal's reason where that is an error for users, otherwise CANCELLED. */
export function throwIfCancelled(signal: AbortSignal): void {
  if (!signal.aborted) return;
  if (signal.reason instanceof ResearchError) throw signal.reason;
  throw new ResearchError('CANCELLED', 'The work was cancelled.', { cause: signal.reason });
}
