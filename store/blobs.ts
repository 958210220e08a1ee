/** Folders of large files: models and dictionaries by digest, and what running jobs keep. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { publishFolder } from './files/durable.js';
import { onDisk, toFullDisk } from './files/store-failure.js';
import { isTemporary, temporaryBeside } from './files/temporary.js';
import type { Blobs } from './store.js';

export function createBlobs(storeFolder: string): Blobs {
  const jobFolder = (jobId: string): string => join(storeFolder, 'jobs', safeName(jobId));
  return {
    modelFolder: (digest) => join(storeFolder, 'models', safeName(digest)),
    dictionaryFolder: (digest) => join(storeFolder, 'dictionaries', safeName(digest)),
    createFolder,
    removeFolder: (folder) => onDisk(folder, () => rmSync(folder, { recursive: true, force: true })),
    jobFolder: (jobId) => {
      const folder = jobFolder(jobId);
      onDisk(folder, () => mkdirSync(folder, { recursive: true }));
      return folder;
    },
    removeJobFolder: (jobId) => rmSync(jobFolder(jobId), { recursive: true, force: true }),
    jobFolders: () => readdirSync(join(storeFolder, 'jobs')).filter((name) => !isTemporary(name)),
  };
}

async function createFolder(folder: string, fill: (temporaryFolder: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return;
  const temporary = temporaryBeside(folder);
  try {
    onDisk(folder, () => {
      mkdirSync(dirname(folder), { recursive: true });
      mkdirSync(temporary);
    });
    await fill(temporary);
    onDisk(folder, () => publishFolder(temporary, folder));
  } catch (error) {
    // `fill` reads files of the user: only that the disk is full is surely about the store.
    throw toFullDisk(error, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function safeName(name: string): string {
  if (!/^[\w.:-]+$/.test(name) || name.startsWith('.')) throw new Error(`"${name}" cannot name a folder`);
  return name;
}
