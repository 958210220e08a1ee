/** Makes a folder of the store with those above it. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import { onDisk } from './store-failure.js';

/**
 * Level by level, because Node's recursive form never returns where a file system has its own idea of names, such as /proc.
 * Throws STORE_NOT_ALLOWED where something else has the name or no folder can be made, and STORE_FULL.
 */
export function createFolder(path: string): void {
  if (isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) createFolder(parent);
  onDisk(path, () => {
    try {
      mkdirSync(path);
    } catch (error) {
      if (isFolder(path)) return;
      throw toImpossible(error, path);
    }
  });
}

function isFolder(path: string): boolean {
  // Below a file, statSync throws whatever `throwIfNoEntry` says.
  return existsSync(path) && statSync(path).isDirectory();
}

/** What is wrong with the place rather than with rights or room. */
function toImpossible(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (!['EEXIST', 'ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'].includes(code)) return error;
  const message = code === 'EEXIST' ? 'This is a file, not a folder.' : `No folder can be made here (${code}).`;
  const fix = 'Name a folder that can be made with `--data` or SAEQL_DATA.';
  return new ResearchError('STORE_NOT_ALLOWED', message, { at: path, fix, cause: error });
}
