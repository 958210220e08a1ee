/** Writes a file front to back through a buffer, and knows the CRC-32 of what was written since the last section began. */
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { onDiskAsync } from './store-failure.js';

const bufferBytes = 1 << 20;

export class CheckedWriter {
  readonly #handle: FileHandle;
  readonly #buffer = Buffer.allocUnsafe(bufferBytes);
  #filled = 0;
  #sectionBytes = 0;
  #crc = 0;

  private constructor(
    private readonly path: string,
    handle: FileHandle,
  ) {
    this.#handle = handle;
  }

  /** Of a file that is not there yet. Throws STORE_FULL or STORE_NOT_ALLOWED, as all that follows. */
  static async create(path: string): Promise<CheckedWriter> {
    return new CheckedWriter(path, await onDiskAsync(path, () => open(path, 'wx')));
  }

  /** Ready for the next write at once, or when the promise resolves: the bytes are copied. */
  async write(bytes: Uint8Array): Promise<void> {
    // zlib takes no bytes for a request to start over, and forgets the CRC so far.
    if (bytes.length === 0) return;
    this.#sectionBytes += bytes.length;
    this.#crc = crc32(bytes, this.#crc);
    for (let from = 0; from < bytes.length;) {
      const taken = Math.min(bytes.length - from, bufferBytes - this.#filled);
      this.#buffer.set(bytes.subarray(from, from + taken), this.#filled);
      this.#filled += taken;
      from += taken;
      if (this.#filled === bufferBytes) await this.#flush();
    }
  }

  /** Size and CRC-32 of the section; the next one begins. */
  endSection(): { readonly bytes: number; readonly crc: number } {
    const section = { bytes: this.#sectionBytes, crc: this.#crc };
    this.#sectionBytes = 0;
    this.#crc = 0;
    return section;
  }

  /** Writes what is left, then `header` over the first bytes, and closes. */
  async finish(header?: Uint8Array): Promise<void> {
    await this.#flush();
    await onDiskAsync(this.path, async () => {
      if (header !== undefined) await writeFully(this.#handle, header, 0);
      await this.#handle.close();
    });
  }

  /** Closes without writing what is left. */
  async abandon(): Promise<void> {
    await this.#handle.close();
  }

  async #flush(): Promise<void> {
    await onDiskAsync(this.path, () => writeFully(this.#handle, this.#buffer.subarray(0, this.#filled)));
    this.#filled = 0;
  }
}

/** A full disk may take a part and report nothing until the next write. */
async function writeFully(handle: FileHandle, bytes: Uint8Array, position?: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const at = position === undefined ? null : position + done;
    done += (await handle.write(bytes, done, bytes.length - done, at)).bytesWritten;
  }
}
