/** Named arrays of numbers in files: too large for a record, never changed, checked by a CRC when they are read. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeArrays, encodeArrays, type NumberArray } from './encodings/arrays.js';
import { DamagedRecord } from './encodings/damaged-record.js';
import { publishFile } from './files/durable.js';
import { corrupt, onDisk } from './files/store-failure.js';
import { temporaryBeside } from './files/temporary.js';
import type { ArrayFiles } from './store.js';

const fix = 'Remove the result with the mutation `remove` and make it again, or restore the file from a backup.';

/** @param folder is there already */
export function createArrayFiles<A extends { readonly [K in keyof A]: NumberArray }>(folder: string): ArrayFiles<A> {
  const pathOf = (id: string): string => {
    if (!/^[\w-]+$/.test(id)) throw new Error(`"${id}" cannot name a file`);
    return join(folder, `${id}.arrays`);
  };
  return {
    write(id, arrays) {
      const path = pathOf(id);
      onDisk(path, () => writeWhole(path, encodeArrays(arrays)));
    },
    read: (id) => readArrays(pathOf(id)) as A,
    remove: (id) => onDisk(folder, () => rmSync(pathOf(id), { force: true })),
  };
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const temporary = temporaryBeside(path);
  try {
    writeFileSync(temporary, bytes);
    publishFile(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function readArrays(path: string): Record<string, NumberArray> {
  try {
    return decodeArrays(readFileSync(path));
  } catch (error) {
    if (error instanceof DamagedRecord) throw corrupt(path, `The file is damaged: ${error.message}.`, fix);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw corrupt(path, 'The file is missing.', fix);
    throw error;
  }
}
