/** Exit statuses of the command line: 0 done, 1 refused or failed, 2 wrong usage, 130 or 143 stopped by a signal. */
import { CommanderError } from 'commander';
import { Interrupted } from './interrupt.js';

/** The status that says how a command ended which threw `error`. */
export function exitStatusOf(error: unknown): number {
  if (error instanceof Interrupted) return error.signal === 'SIGINT' ? 130 : 143;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return 1;
}
