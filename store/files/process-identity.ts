/** Tells whether a process still lives, and is still the same one: pids are used again. */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** Start time in clock ticks since boot; empty where the system does not say. */
  readonly start: string;
}

/** The identity of the process that asks. */
export const thisProcess: ProcessIdentity = Object.freeze({
  host: hostname(),
  pid: process.pid,
  start: findProcessStart(process.pid) ?? '',
});

/** False only when the process is known to have ended: one of another host counts as living. */
export function mayBeAlive(identity: ProcessIdentity): boolean {
  if (identity.host !== thisProcess.host) return true;
  if (thisProcess.start === '') return answersSignals(identity.pid);
  return findProcessStart(identity.pid) === identity.start;
}

/** Start time of a process of this machine; undefined when it has ended, or where /proc is missing. */
function findProcessStart(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name in parentheses may itself hold spaces and parentheses; behind it follow state (3rd) and start time (22nd).
  const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' || state === 'X' ? undefined : rest[18];
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
