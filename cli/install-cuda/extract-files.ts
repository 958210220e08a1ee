/** Takes files out of a package, which is a zip archive. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import type { CudaPackage } from './cuda-package.js';

/** The paths that were written, in the order of the package. Throws when one is missing. */
export async function extractFiles(
  archive: string,
  { folder, files }: Pick<CudaPackage, 'folder' | 'files'>,
): Promise<string[]> {
  const wanted = new Map(files.map(({ path, target }) => [path, join(folder, target)]));
  const written: string[] = [];
  const zip = await openPromise(archive, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    const target = wanted.get(entry.fileName);
    if (target === undefined) continue;
    await writeWhole(target, (file) =>
      zip.openReadStreamPromise(entry).then((from) => pipeline(from, createWriteStream(file))),
    );
    wanted.delete(entry.fileName);
    written.push(target);
  }
  if (wanted.size > 0) throw new Error(`${archive} does not hold ${[...wanted.keys()].join(', ')}`);
  return written;
}

/** Under another name first: a library that is cut off would be loaded, and end the process. */
async function writeWhole(target: string, write: (file: string) => Promise<void>): Promise<void> {
  const unfinished = `${target}.unfinished`;
  await mkdir(dirname(target), { recursive: true });
  try {
    await write(unfinished);
    await rename(unfinished, target);
  } finally {
    await rm(unfinished, { force: true });
  }
}
