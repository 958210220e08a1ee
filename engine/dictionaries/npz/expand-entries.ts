/** Expands the deflated entries of a zip archive, so that their bytes can be read by position. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import type { FileHandle } from 'node:fs/promises';
import { BinaryFile } from '../tensors/binary-file.js';
import type { ZipEntry } from '../zip/open-zip.js';

export interface ExpandedEntries {
  /** Temporary; the caller closes it. */
  readonly file: BinaryFile;
  /** Stored, in that file. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
}

const bytesPerStep = 2 ** 20;
/** Numbers of trained weights hardly shrink at all: what expands so much is made to fill the disk. */
const mostExpansion = 100;

/** Throws DICTIONARY_FILE_INVALID for an entry that is damaged, or that expands to more than its archive says or is plausible. */
export async function expandEntries(
  archive: BinaryFile,
  entries: ReadonlyMap<string, ZipEntry>,
): Promise<ExpandedEntries> {
  const expanded = new Map<string, ZipEntry>();
  const file = await BinaryFile.openUnnamed(archive.path, async (handle) => {
    let position = 0;
    for (const [name, entry] of entries) {
      checkExpansion(archive, name, entry);
      await expandEntry(archive, { name, entry, handle });
      expanded.set(name, { ...entry, position, storedBytes: entry.bytes, isDeflated: false });
      position += entry.bytes;
    }
  });
  return { file, entries: expanded };
}

function checkExpansion(archive: BinaryFile, name: string, entry: ZipEntry): void {
  if (entry.bytes > mostExpansion * entry.storedBytes + bytesPerStep)
    throw archive.invalid(`has an entry "${name}" of ${entry.storedBytes} bytes that expand to ${entry.bytes}`);
}

interface Expansion {
  readonly name: string;
  readonly entry: ZipEntry;
  readonly handle: FileHandle;
}

async function expandEntry(archive: BinaryFile, { name, entry, handle }: Expansion): Promise<void> {
  let [bytes, checksum] = [0, 0];
  async function write(chunks: AsyncIterable<Buffer>): Promise<void> {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > entry.bytes) throw new Error(`more than ${entry.bytes} bytes`);
      checksum = crc32(chunk, checksum);
      await handle.writeFile(chunk);
    }
  }
  const stored = Readable.from(readStored(archive, entry));
  try {
    await (entry.isDeflated ? pipeline(stored, createInflateRaw(), write) : pipeline(stored, write));
  } catch (cause) {
    throw archive.invalid(`is damaged: its entry "${name}" does not expand`, cause);
  }
  if (bytes !== entry.bytes || checksum !== entry.crc32)
    throw archive.invalid(`is damaged: the checksum of its entry "${name}" differs`);
}

async function* readStored(archive: BinaryFile, { position, storedBytes }: ZipEntry): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < storedBytes; done += bytesPerStep)
    yield await archive.read(position + done, Math.min(bytesPerStep, storedBytes - done));
}
