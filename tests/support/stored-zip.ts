/** Zip archives made by hand, to be as wrong as a test wants them. */
import { crc32 } from 'node:zlib';

export interface StoredEntry {
  readonly name: string;
  readonly content: Uint8Array;
  /** 0 stored (the default), 8 deflated; only said, never done. */
  readonly method?: number;
}

/** An archive as PyTorch writes it: sizes in the central directory only, entries one behind the other. */
export function storedZip(entries: readonly StoredEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  for (const entry of entries) {
    const { content, method = 0 } = entry;
    const name = Buffer.from(entry.name);
    const local = header(0x04034b50, 30, { method, name });
    const central = header(0x02014b50, 46, { method, name });
    central.writeUInt32LE(crc32(content), 16);
    central.writeUInt32LE(content.length, 20);
    central.writeUInt32LE(content.length, 24);
    central.writeUInt32LE(position, 42);
    parts.push(local, name, Buffer.from(content));
    directory.push(central, name);
    position += local.length + name.length + content.length;
  }
  return Buffer.concat([...parts, ...directory, end(entries.length, Buffer.concat(directory).length, position)]);
}

function header(signature: number, bytes: number, { method, name }: { method: number; name: Buffer }): Buffer {
  const buffer = Buffer.alloc(bytes);
  const shift = bytes === 46 ? 2 : 0;
  buffer.writeUInt32LE(signature, 0);
  buffer.writeUInt16LE(0x0808, 6 + shift);
  buffer.writeUInt16LE(method, 8 + shift);
  buffer.writeUInt16LE(name.length, 26 + shift);
  return buffer;
}

function end(entries: number, directoryBytes: number, position: number): Buffer {
  const buffer = Buffer.alloc(22);
  buffer.writeUInt32LE(0x06054b50, 0);
  buffer.writeUInt16LE(entries, 8);
  buffer.writeUInt16LE(entries, 10);
  buffer.writeUInt32LE(directoryBytes, 12);
  buffer.writeUInt32LE(position, 16);
  return buffer;
}
