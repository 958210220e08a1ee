/** Names of unfinished files and folders: they carry their owner, so that what a dead process left can be told and removed. */
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { mayBeAlive, thisProcess } from './process-identity.js';

const pattern = /~(\d+)~(\d*)~[0-9a-f]{8}~(.*)\.tmp$/;

/** A path beside `target`, on the same file system, that no other process uses. */
export function temporaryBeside(target: string): string {
  const { pid, start, host } = thisProcess;
  return `${target}~${pid}~${start}~${randomBytes(4).toString('hex')}~${host}.tmp`;
}

export function isTemporary(name: string): boolean {
  return pattern.test(name);
}

/** Removes the unfinished files and folders in `folder` whose process has ended; returns their paths. */
export function sweepTemporary(folder: string): string[] {
  const leftovers = readdirSync(folder).filter(isLeftover);
  const paths = leftovers.map((name) => join(folder, name));
  for (const path of paths) rmSync(path, { recursive: true, force: true });
  return paths;
}

function isLeftover(name: string): boolean {
  const match = pattern.exec(name);
  return match !== null && !mayBeAlive({ pid: Number(match[1]), start: match[2], host: match[3] });
}
