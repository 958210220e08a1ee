/** Turns what the disk and LMDB report into the errors of the catalogue. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { ResearchError } from '../../domain/errors.js';

/**
 * ENOSPC, EDQUOT and EFBIG as Node spells them; 28, 122 and 27 are the same from LMDB. EIO (5) is here because LMDB reports the
 * short write of a full disk so. -30792 is MDB_MAP_FULL.
 */
const full = new Set<unknown>(['ENOSPC', 'EDQUOT', 'EFBIG', 28, 122, 27, 5, -30792]);
const refused = new Set<unknown>(['EACCES', 'EPERM', 'EROFS', 13, 1, 30]);

/**
 * What LMDB reports of pages that are not what they should be: PAGE_NOTFOUND, CORRUPTED, PANIC, VERSION_MISMATCH and INVALID;
 * CURSOR_FULL, PAGE_FULL, INCOMPATIBLE, BAD_TXN (after one of the others) and BAD_VALSIZE.
 */
const damaged = new Set<unknown>([
  ...[-30797, -30796, -30795, -30794, -30793],
  ...[-30787, -30786, -30784, -30782, -30781],
]);

/** Whether the error says that the structure of an LMDB file is damaged; its records have CRCs of their own. */
export function isDamage(error: unknown): error is Error {
  // Sizes that are noise make views that cannot be.
  return error instanceof RangeError || (error instanceof Error && damaged.has(codeOf(error)));
}

/** STORE_FULL or STORE_NOT_ALLOWED where the error means that; every other error as it is. */
export function toStoreFailure(error: unknown, path: string): unknown {
  const failure = toFullDisk(error, path);
  if (!(failure instanceof Error) || !refused.has(codeOf(failure))) return failure;
  const message = `Access was refused (${failure.message}).`;
  return new ResearchError('STORE_NOT_ALLOWED', message, { at: path, cause: error });
}

/** STORE_FULL where the error means that; every other error as it is. */
export function toFullDisk(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || error instanceof ResearchError) return error;
  if (!full.has(codeOf(error)) && !error.message.startsWith('Commit failed')) return error;
  const message = `Writing failed (${error.message}); ${freeBytes(path)} bytes are free.`;
  return new ResearchError('STORE_FULL', message, { at: path, cause: error });
}

function codeOf(error: Error): unknown {
  return (error as { code?: unknown }).code;
}

/** Runs `work` and translates its failure. */
export function onDisk<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStoreFailure(error, path);
  }
}

/** As onDisk, for work that takes its time. */
export async function onDiskAsync<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStoreFailure(error, path);
  }
}

/** A STORE_CORRUPT about the file or folder at `path`. */
export function corrupt(path: string, what: string, fix?: string): ResearchError {
  return new ResearchError('STORE_CORRUPT', what, { at: path, fix });
}

function freeBytes(path: string): number | string {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize;
  } catch {
    return 'an unknown number of';
  }
}
