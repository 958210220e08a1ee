/** Makes files and folders survive a loss of power, and visible only when they are whole. */
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Waits until the content of a file, or the entries of a folder, are on the disk. */
function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Syncs a folder with everything below it. */
function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) syncPath(path);
  }
  syncPath(folder);
}

/** Moves a finished file to its place; an older file there is replaced at once. */
export function publishFile(temporary: string, path: string): void {
  syncPath(temporary);
  renameSync(temporary, path);
  syncPath(dirname(path));
}

/** Moves a finished folder to its place; false, and the temporary folder removed, when another process was first. */
export function publishFolder(temporary: string, folder: string): boolean {
  syncTree(temporary);
  try {
    renameSync(temporary, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(temporary, { recursive: true, force: true });
    return false;
  }
  syncPath(dirname(folder));
  return true;
}
