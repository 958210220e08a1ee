/** A file whose byte ranges are read whole or not at all. */
import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { ResearchError } from '../../../domain/errors.js';

/** One read call of the operating system takes less than 2 GiB. */
const bytesPerRead = 2 ** 30;
const bytesPerChecksumStep = 2 ** 22;

export class BinaryFile {
  private constructor(
    readonly path: string,
    readonly bytes: number,
    private readonly handle: FileHandle,
  ) {}

  /** Throws FILE_NOT_FOUND when there is no such file or it may not be read. */
  static async open(path: string): Promise<BinaryFile> {
    const handle = await open(path, 'r').catch((cause: unknown) => {
      throw new ResearchError('FILE_NOT_FOUND', `The file "${path}" cannot be opened.`, { at: path, cause });
    });
    const stats = await handle.stat();
    if (stats.isFile()) return new BinaryFile(path, stats.size, handle);
    await handle.close();
    throw new ResearchError('FILE_NOT_FOUND', `"${path}" is not a file.`, { at: path });
  }

  /**
   * What `write` puts into a temporary file without a name, to be read as if it were the file at `path`; it takes its place on
   * the disk until it is closed.
   */
  static async openUnnamed(path: string, write: (handle: FileHandle) => Promise<void>): Promise<BinaryFile> {
    const temporary = join(tmpdir(), `saeql-${randomUUID()}`);
    const handle = await open(temporary, 'wx+', 0o600);
    try {
      await unlink(temporary);
      await write(handle);
      return new BinaryFile(path, (await handle.stat()).size, handle);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Fills the target with the bytes from `position` on; throws DICTIONARY_FILE_INVALID when the file ends before. */
  async readInto(target: Uint8Array, position: number): Promise<void> {
    if (!Number.isSafeInteger(position) || position < 0 || position + target.byteLength > this.bytes)
      throw this.invalid(`ends before byte ${position + target.byteLength}; it has ${this.bytes} bytes`);
    for (let done = 0; done < target.byteLength;) {
      const length = Math.min(bytesPerRead, target.byteLength - done);
      const { bytesRead } = await this.handle.read(target, done, length, position + done);
      if (bytesRead === 0) throw this.invalid('became shorter while it was read');
      done += bytesRead;
    }
  }

  async read(position: number, length: number): Promise<Uint8Array> {
    // The range is checked before the memory is taken: lengths come from files that may lie.
    if (position + length > this.bytes) throw this.invalid(`ends before byte ${position + length}`);
    const target = new Uint8Array(length);
    await this.readInto(target, position);
    return target;
  }

  /** CRC-32 of a byte range, in bounded memory. */
  async checksum(position: number, length: number): Promise<number> {
    let checksum = 0;
    for (let done = 0; done < length; done += bytesPerChecksumStep)
      checksum = crc32(await this.read(position + done, Math.min(bytesPerChecksumStep, length - done)), checksum);
    return checksum;
  }

  /** The error that says what is wrong with this file; `why` continues the sentence `The file "..." `. */
  invalid(why: string, cause?: unknown): ResearchError {
    return new ResearchError('DICTIONARY_FILE_INVALID', `The file "${this.path}" ${why}.`, { at: this.path, cause });
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}
