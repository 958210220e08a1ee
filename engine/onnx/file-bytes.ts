/** Reads small pieces of a file in rising order through a buffer. */
import type { FileHandle } from 'node:fs/promises';

const bufferBytes = 2 ** 16;
const mostVarintBytes = 10;

/** The file ended where it should have gone on, or held something impossible. */
export class MalformedBytes extends Error {}

/** A piece of a file, from `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export class FileBytes {
  #buffer: Uint8Array = new Uint8Array(0);
  #bufferStart = 0;

  constructor(
    private readonly handle: FileHandle,
    readonly size: number,
  ) {}

  /** A copy of the bytes. Throws MalformedBytes when the file ends before. */
  async read({ start, end }: ByteRange): Promise<Uint8Array> {
    this.#requireInside(end);
    const bytes = new Uint8Array(end - start);
    for (let done = 0; done < bytes.length;) {
      const { bytesRead } = await this.handle.read(bytes, done, bytes.length - done, start + done);
      if (bytesRead === 0) throw new MalformedBytes('the file became shorter while it was read');
      done += bytesRead;
    }
    return bytes;
  }

  /** An unsigned number in protobuf's variable-length encoding, and the place behind it. */
  async readVarint(start: number): Promise<{ readonly value: number; readonly next: number }> {
    await this.#hold(start);
    let value = 0;
    for (let n = 0; n < mostVarintBytes; n++) {
      const byte = this.#buffer[start - this.#bufferStart + n];
      if (byte === undefined) break;
      value += (byte & 0x7f) * 2 ** (7 * n);
      if (byte < 0x80) return { value, next: start + n + 1 };
    }
    throw new MalformedBytes('a number does not end');
  }

  async #hold(start: number): Promise<void> {
    const held = this.#bufferStart + this.#buffer.length;
    const wanted = Math.min(start + mostVarintBytes, this.size);
    if (start >= this.#bufferStart && wanted <= held) return;
    this.#buffer = await this.read({ start, end: Math.min(start + bufferBytes, this.size) });
    this.#bufferStart = start;
  }

  #requireInside(end: number): void {
    if (end > this.size) throw new MalformedBytes('a field is longer than the file');
  }
}
