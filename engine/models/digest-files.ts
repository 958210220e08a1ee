/** Digests files without holding them in memory. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { ResearchError } from '../../domain/errors.js';

/** SHA-256 in hex over the contents of the files, one after the other. Throws FILE_NOT_FOUND. */
export async function digestFiles(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    try {
      for await (const part of createReadStream(path, { highWaterMark: 2 ** 20 })) hash.update(part as Buffer);
    } catch (cause) {
      throw new ResearchError('FILE_NOT_FOUND', `${path} cannot be read.`, { at: path, cause });
    }
  }
  return hash.digest('hex');
}
