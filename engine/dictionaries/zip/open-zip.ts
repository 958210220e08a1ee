/** The entries of a zip archive, and where their bytes lie. */
import { RandomAccessReader, fromRandomAccessReaderPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import type { BinaryFile } from '../tensors/binary-file.js';

export interface ZipEntry {
  /** Byte position in the file. */
  readonly position: number;
  /** Of what the entry holds. */
  readonly bytes: number;
  /** Of what lies in the file: fewer where the entry is deflated. */
  readonly storedBytes: number;
  readonly isDeflated: boolean;
  /** Of what the entry holds. */
  readonly crc32: number;
}

/** Far above the number of tensors of any dictionary; bounds memory. */
const mostEntries = 10_000;
/** Compression methods. */
const stored = 0;
const deflated = 8;

/**
 * Entries by name, from the central directory: the local headers of streamed archives, such as PyTorch's, give no sizes.
 * Throws DICTIONARY_FILE_INVALID for what is no zip archive, is cut off, encrypted, compressed otherwise than by deflating, or
 * names an entry twice.
 */
export async function openZip(file: BinaryFile): Promise<ReadonlyMap<string, ZipEntry>> {
  try {
    // `autoClose: false` and a reader of our own: the file is read on by position afterwards.
    const zip = await fromRandomAccessReaderPromise(new FileReader(file), file.bytes, {
      autoClose: false,
      lazyEntries: true,
      strictFileNames: true,
    });
    return await readEntries(zip);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw file.invalid(`is cut off or no zip archive as PyTorch or NumPy write them (${why})`, cause);
  }
}

async function readEntries(zip: ZipFile): Promise<Map<string, ZipEntry>> {
  if (zip.entryCount > mostEntries) throw new Error(`${zip.entryCount} entries`);
  const entries = new Map<string, ZipEntry>();
  for await (const entry of zip.eachEntry()) {
    if (entries.has(entry.fileName)) throw new Error(`two entries are named "${entry.fileName}"`);
    entries.set(entry.fileName, await locate(zip, entry));
  }
  return entries;
}

async function locate(zip: ZipFile, entry: Entry): Promise<ZipEntry> {
  if (entry.isEncrypted()) throw new Error(`the entry "${entry.fileName}" is encrypted`);
  const isDeflated = entry.compressionMethod === deflated;
  if (entry.compressionMethod !== stored && !isDeflated)
    throw new Error(`the entry "${entry.fileName}" is compressed by the method ${entry.compressionMethod}`);
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const { compressedSize: storedBytes, uncompressedSize: bytes, crc32 } = entry;
  if (!isDeflated && storedBytes !== bytes) throw new Error(`the entry "${entry.fileName}" has two sizes`);
  return { position: fileDataStart, bytes, storedBytes, isDeflated, crc32 };
}

/** yauzl's own reader throws outside any promise for an offset beyond 2^53, which would end the process. */
class FileReader extends RandomAccessReader {
  constructor(private readonly file: BinaryFile) {
    super();
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.file.readInto(buffer.subarray(offset, offset + length), position).then(
      () => callback(null, length),
      (error: Error) => callback(error),
    );
  }
}
