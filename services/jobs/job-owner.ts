/** Who runs a job, and whether they still live. */
import type { JobOwner, JobRecord } from '../../domain/job.js';
import { mayBeAlive, thisProcess } from '../../store/files/process-identity.js';

/** A process of another host that has not been heard of for so long counts as dead. */
const silenceMs = 30_000;

/** This process as an owner. */
export function ownerNow(now: Date): JobOwner {
  const { host, pid, start } = thisProcess;
  return { host, pid, processStart: start, heartbeatAt: now.toISOString() };
}

export function isOwnedByThisProcess({ owner }: JobRecord): boolean {
  const { host, pid, start } = thisProcess;
  return owner?.host === host && owner.pid === pid && owner.processStart === start;
}

export function isAlive({ host, pid, processStart, heartbeatAt }: JobOwner, now: Date): boolean {
  if (host === thisProcess.host) return mayBeAlive({ host, pid, start: processStart });
  return now.getTime() - Date.parse(heartbeatAt) <= silenceMs;
}

/** Whether the job waits for somebody to run it: queued, or left by an owner that died. */
export function isRunnable({ state, owner }: JobRecord, now: Date): boolean {
  return state === 'QUEUED' || (state === 'RUNNING' && (owner === null || !isAlive(owner, now)));
}
