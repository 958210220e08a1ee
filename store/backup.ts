/** Copies a store while others use it: the catalog by LMDB's own backup, then the files that never change. */
import { constants, existsSync, mkdirSync, rmSync } from 'node:fs';
import { cp, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ResearchError } from '../domain/errors.js';
import { publishFolder } from './files/durable.js';
import { onDisk, onDiskAsync } from './files/store-failure.js';
import { immutableFolders } from './folders.js';
import { isTemporary, temporaryBeside } from './files/temporary.js';
import { Environment } from './lmdb/environment.js';

export interface Backup {
  /** Full size of its files. */
  readonly bytes: number;
  readonly files: number;
}

/**
 * Makes `target` a store of its own. Whatever the copied catalog refers to was written before, so that copying the
 * catalog first leaves nothing missing, unless something is removed meanwhile.
 *
 * Throws TARGET_EXISTS, STORE_NOT_FOUND, STORE_CORRUPT, STORE_FULL or STORE_NOT_ALLOWED; then there is no target.
 */
export async function backupStore(storeFolder: string, target: string): Promise<Backup> {
  if (existsSync(target)) throw targetExists(target);
  if (!existsSync(join(storeFolder, 'catalog')))
    throw new ResearchError('STORE_NOT_FOUND', 'There is no store here.', { at: storeFolder });
  const temporary = temporaryBeside(target);
  try {
    onDisk(target, () => mkdirSync(temporary, { recursive: true }));
    await copyCatalog(storeFolder, temporary);
    for (const folder of immutableFolders) await copyFolder(join(storeFolder, folder), join(temporary, folder));
    const backup = await measure(temporary);
    if (!onDisk(target, () => publishFolder(temporary, target))) throw targetExists(target);
    return backup;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function targetExists(target: string): ResearchError {
  return new ResearchError('TARGET_EXISTS', `"${target}" exists already.`, { at: target });
}

async function copyCatalog(storeFolder: string, target: string): Promise<void> {
  const fix = 'The store is damaged; start again from an older backup.';
  const catalog = Environment.open(join(storeFolder, 'catalog'), { mode: 'read', fix });
  try {
    const folder = join(target, 'catalog');
    onDisk(folder, () => mkdirSync(folder));
    await catalog.copyTo(folder);
  } finally {
    await catalog.close();
  }
}

async function copyFolder(source: string, target: string): Promise<void> {
  if (!existsSync(source)) return;
  await onDiskAsync(target, () =>
    cp(source, target, {
      recursive: true,
      // Shares blocks with the original where the file system can: the files never change.
      mode: constants.COPYFILE_FICLONE,
      filter: (path) => !isTemporary(path),
    }),
  );
}

async function measure(folder: string): Promise<Backup> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  return { files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
