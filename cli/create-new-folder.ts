/** Creates the folder that a command writes into. */
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ResearchError } from '../domain/errors.js';

/** Returns the folder's full path; throws TARGET_EXISTS rather than mix new files with old ones. */
export async function createNewFolder(path: string): Promise<string> {
  const folder = resolve(path);
  await mkdir(dirname(folder), { recursive: true });
  try {
    await mkdir(folder);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    throw new ResearchError('TARGET_EXISTS', `"${path}" exists already.`, { at: path, cause });
  }
  return folder;
}
