/** Zip archives made by hand, to be as wrong as a test wants them. */
import { crc32 } from 'node:zlib';

export interface StoredEntry {
  readonly name: string;
  readonly content: Uint8Array;
  /** 0 stored (the default), 8 deflated; only said, never done. */
  readonly method?: number;
  /** What lies in the file; the content itself when it is left out. */
  readonly stored?: Uint8Array;
  /** Whether its sizes and position are given in 64 bits, as those of large files are. */
  readonly isLarge?: boolean;
}

/** An archive as PyTorch writes it: sizes in the central directory only, entries one behind the other. */
export function storedZip(entries: readonly StoredEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  for (const entry of entries) {
    const { content, method = 0, stored = content } = entry;
    const name = Buffer.from(entry.name);
    const local = header(0x04034b50, 30, { method, name });
    const central = header(0x02014b50, 46, { method, name });
    central.writeUInt32LE(crc32(content), 16);
    const extra = writeExtent(central, { entry, position });
    parts.push(local, name, Buffer.from(stored));
    directory.push(central, name, extra);
    position += local.length + name.length + stored.length;
  }
  return Buffer.concat([...parts, ...directory, end(entries.length, Buffer.concat(directory).length, position)]);
}

/** Sizes and position; what does not fit into 32 bits is returned as the extra field that stands for it. */
function writeExtent(central: Buffer, { entry, position }: { entry: StoredEntry; position: number }): Buffer {
  const extent = [entry.content.length, (entry.stored ?? entry.content).length, position];
  const extra = Buffer.alloc(entry.isLarge ? 28 : 0);
  [24, 20, 42].forEach((place, index) => {
    central.writeUInt32LE(entry.isLarge ? 0xffffffff : extent[index], place);
    if (entry.isLarge) extra.writeBigUInt64LE(BigInt(extent[index]), 4 + 8 * index);
  });
  if (entry.isLarge) extra.writeUInt16LE(1, 0);
  if (entry.isLarge) extra.writeUInt16LE(24, 2);
  central.writeUInt16LE(extra.length, 30);
  return extra;
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
