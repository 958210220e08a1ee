/** The log of a process: JSON lines on standard error. */
import type { Logger } from 'pino';
import { destination, pino, stdTimeFunctions } from 'pino';

export type { Logger };

export function createLog(level: string): Logger {
  return pino({ level, base: { pid: process.pid }, timestamp: stdTimeFunctions.isoTime }, destination(2));
}
