/** Writes the external data of a model: tensors one behind the other in a file. */
import { mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileRange } from '../onnx/tensor.js';

/** A page, as the ONNX format advises, so that a runtime can map each tensor. */
const alignment = 4096;

/** Must be closed. */
export class DataFileWriter {
  #end = 0;

  private constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
  ) {}

  /** Of a new file; the folder is made where it is missing. */
  static async create(folder: string, file: string): Promise<DataFileWriter> {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    return new DataFileWriter(file, await open(path, 'wx'));
  }

  /** Appends the bytes of a tensor, part by part; a part is written when the next one is asked for. */
  async append(parts: AsyncIterable<Uint8Array>): Promise<FileRange> {
    const offset = Math.ceil(this.#end / alignment) * alignment;
    let position = offset;
    for await (const part of parts) position += await this.#writeAt(position, part);
    this.#end = position;
    return { file: this.file, offset, length: position - offset };
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  /** A full disk may take a part and report nothing until the next write. */
  async #writeAt(position: number, part: Uint8Array): Promise<number> {
    for (let done = 0; done < part.length;) {
      const { bytesWritten } = await this.handle.write(part, done, part.length - done, position + done);
      done += bytesWritten;
    }
    return part.length;
  }
}
