/** The files in which the weights of a model lie, open for reading. */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import { throwIfCancelled } from '../worker/worker-host.js';

/** Must be closed. */
export class WeightFiles {
  readonly #handles = new Map<string, Promise<FileHandle>>();

  /** @param folder the one that file names are relative to */
  constructor(
    private readonly folder: string,
    private readonly signal?: AbortSignal,
  ) {}

  /**
   * Fills the bytes from a place of a file. Throws FILE_NOT_FOUND, MODEL_FILE_INVALID for one that ends before, and CANCELLED
   * when the signal is aborted.
   */
  async readInto(bytes: Uint8Array, file: string, position: number): Promise<void> {
    throwIfCancelled(this.signal);
    const handle = await this.#open(file);
    for (let done = 0; done < bytes.length;) {
      const { bytesRead } = await handle.read(bytes, done, bytes.length - done, position + done);
      if (bytesRead === 0) throw this.#short(file);
      done += bytesRead;
    }
  }

  async close(): Promise<void> {
    const handles = await Promise.allSettled(this.#handles.values());
    for (const handle of handles) if (handle.status === 'fulfilled') await handle.value.close();
  }

  #open(file: string): Promise<FileHandle> {
    const known = this.#handles.get(file);
    if (known) return known;
    const path = join(this.folder, file);
    const opening = open(path, 'r').catch((cause: unknown) => {
      throw new ResearchError('FILE_NOT_FOUND', `${path} cannot be read.`, { at: path, cause });
    });
    this.#handles.set(file, opening);
    return opening;
  }

  #short(file: string): ResearchError {
    const path = join(this.folder, file);
    return new ResearchError('MODEL_FILE_INVALID', `${path} ends before the weights that it should hold.`, {
      at: path,
    });
  }
}
