/** A file system of a few megabytes, so that tests can fill it. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** Undefined, with a visible line, where mounting is not allowed. */
export function mountSmallDisk(test: TestContext, megabytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'saeql-disk-'));
  // One hook for both: hooks run in the order in which they were added, and a mounted folder cannot be removed.
  test.after(() => {
    spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true });
  });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  if (mounted.status !== 0) {
    const reason = String(mounted.stderr ?? mounted.error).trim();
    console.log(`SKIPPED: ${test.name}: no small disk can be mounted here (${reason})`);
    return undefined;
  }
  return folder;
}

/** Leaves not a byte free; the file that takes the room is returned. */
export function fillDisk(folder: string): string {
  const path = join(folder, 'filler');
  const descriptor = openSync(path, 'w');
  for (let bytes = 1 << 16; bytes >= 1; bytes >>= 1) {
    while (writes(descriptor, bytes));
  }
  closeSync(descriptor);
  return path;
}

/** Gives the room back. */
export function freeDisk(filler: string): void {
  rmSync(filler);
}

function writes(descriptor: number, bytes: number): boolean {
  try {
    return writeSync(descriptor, Buffer.alloc(bytes)) === bytes;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
